import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import type { LiteElement } from '@mathjax/src/js/adaptors/lite/Element.js';
import { HTMLDocument } from '@mathjax/src/js/handlers/html/HTMLDocument.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import '@mathjax/src/js/input/tex/braket/BraketConfiguration.js';
import '@mathjax/src/js/input/tex/cancel/CancelConfiguration.js';
import '@mathjax/src/js/input/tex/cases/CasesConfiguration.js';
import '@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js';
import '@mathjax/src/js/input/tex/newcommand/NewcommandConfiguration.js';
import '@mathjax/src/js/input/tex/textcomp/TextcompConfiguration.js';
import '@mathjax/src/js/input/tex/upgreek/UpgreekConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import { MathJaxStix2Font } from '@mathjax/mathjax-stix2-font/js/svg.js';
import type { SetFormula } from '../../../domain/film/composed';
import { glyphFiles } from './glyphFiles';
import { outlinesOf } from './outlines';

/*
 * The typesetter: MathJax, which gives outlines without a page and without fonts to load. KaTeX and Temml give HTML and MathML, which only a page
 * can draw.
 *
 * Packages that reach out of a formula (`\href`, `\style`, `\require`, `\unicode`) are left out, so their commands are unknown ones.
 */

const packages = ['base', 'ams', 'boldsymbol', 'braket', 'cancel', 'cases', 'mathtools', 'newcommand', 'textcomp', 'upgreek'];

mathjax.asyncLoad = (name: string) => {
  const file = glyphFiles[/(?<![\w-])([\w-]+)\.js$/.exec(name)?.[1] ?? ''];
  return file === undefined ? Promise.reject(new Error(`No glyphs are named ${name}.`)) : file();
};

const adaptor = liteAdaptor();
const output = new SVG({ fontData: MathJaxStix2Font, fontCache: 'none', displayOverflow: 'overflow', linebreaks: { inline: false } });

/**
 * Sets a display formula.
 *
 * Each formula for itself: what one defines no other knows, so that the same formula always looks the same.
 *
 * @throws whatever MathJax does with TeX it cannot read
 */
export async function setFormula(tex: string): Promise<SetFormula> {
  const input = new TeX({
    packages,
    // A macro that calls itself, or doubles what it is given, ends here.
    maxMacros: 500,
    maxBuffer: 8192,
    tags: 'none',
    formatError: (_: unknown, error: Error): never => {
      throw error;
    },
  });
  const page = new HTMLDocument('', adaptor, { InputJax: input, OutputJax: output });
  // A lite adaptor gives lite elements.
  const node: unknown = await page.convertPromise(withoutTags(tex), { display: true, em: 16, ex: 8, containerWidth: 1e7 });
  return outlinesOf(node as LiteElement);
}

/** Numbers of equations, and names they are referred to by: a film has nobody who looks them up. */
function withoutTags(tex: string): string {
  return tex.replace(/\\(?:tag\*?|label)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])/gu, '');
}
