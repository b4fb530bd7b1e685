import type { Code } from '../../../domain/content';
import { codeDraft } from '../reading';
import { PageText, type PageElement } from '../page/pageTree';

/** Gives program text from a `pre`, with the language that its classes name. */
export function codeOf(pre: PageElement): Omit<Code, 'id'> {
  // Line breaks in program text are sometimes elements.
  for (const lineBreak of pre.querySelectorAll('br')) lineBreak.replaceWith(new PageText('\n', null));
  return codeDraft(pre.textContent, languageOf(pre));
}

function languageOf(pre: PageElement): string {
  for (const element of [pre, pre.querySelector('code'), pre.parentElement]) {
    const found = /(?:^|\s)(?:language|lang|highlight-source|highlight|brush:|sourceCode)[-\s]\s*([\w+#.]+)/i.exec(element?.getAttribute('class') ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return pre.getAttribute('lang') ?? '';
}
