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
    const names = element?.className.split(/\s+/) ?? [];
    for (const [index, name] of names.entries()) {
      const behind = /^(?:language|lang|highlight-source|highlight|brush:|sourceCode)(?:-(.*))?$/i.exec(name);
      // The language stands in the same class, or in the next one.
      const found = behind === null ? undefined : /^[\w+#.]+/.exec(behind[1] || (names[index + 1] ?? ''))?.[0];
      if (found !== undefined) return found;
    }
  }
  return pre.getAttribute('lang') ?? '';
}
