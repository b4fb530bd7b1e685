import type { PageElement } from '../page/pageTree';
import { table } from '../../../domain/table';

/** Writes MathML as TeX: what pages give that carry no source. Elements it does not know give what they hold. */
export function mathmlTex(math: PageElement): string {
  return rowTex(math, 0).replace(/\s+/gu, ' ').trim();
}

function rowTex(element: PageElement, depth: number): string {
  return [...element.children].map((child) => elementTex(child, depth + 1)).join('');
}

function elementTex(element: PageElement, depth: number): string {
  // Nobody nests formulas so deep; a page that does gets its letters.
  if (depth > 60) return textTex(element);
  const name = element.localName.toLowerCase();
  const part = (index: number): string => {
    const child = element.children[index];
    return child === undefined ? '{}' : `{${elementTex(child, depth + 1).trim()}}`;
  };
  // Braces would make a plain sign of a sum, whose limits then stand beside it.
  const base = (): string =>
    (/^m[ion]$/.test(element.children[0]?.localName ?? '') ? elementTex(element.children[0] as PageElement, depth + 1).trim() : part(0)); // its name was read
  switch (name) {
    case 'annotation': case 'annotation-xml': case 'mphantom':
      return '';
    case 'semantics':
      return element.children[0] === undefined ? '' : elementTex(element.children[0], depth + 1);
    case 'mi': {
      const letters = textTex(element);
      return [...letters].length > 1 && /^\p{L}+$/u.test(letters) ? `\\mathrm{${letters}} ` : `${letters} `;
    }
    case 'mn':
      return textTex(element);
    case 'mo':
      return operatorTex(textTex(element));
    case 'mtext': case 'ms':
      return `\\text{${(element.textContent ?? '').replace(/[\\{}$%#&_^~]/gu, ' ')}}`;
    case 'mspace':
      return '\\ ';
    case 'mfrac':
      return `\\frac${part(0)}${part(1)}`;
    case 'msup':
      return `${base()}^${part(1)}`;
    case 'msub':
      return `${base()}_${part(1)}`;
    case 'msubsup': case 'munderover':
      return `${base()}_${part(1)}^${part(2)}`;
    case 'munder':
      return isLarge(element) ? `${base()}_${part(1)}` : `\\underset${part(1)}${part(0)}`;
    case 'mover': {
      const over = overs[(element.children[1]?.textContent ?? '').trim()];
      if (over !== undefined) return `\\${over}${part(0)}`;
      return isLarge(element) ? `${base()}^${part(1)}` : `\\overset${part(1)}${part(0)}`;
    }
    case 'msqrt':
      return `\\sqrt{${rowTex(element, depth).trim()}}`;
    case 'mroot':
      // Braces keep a bracket in the root from ending it.
      return `\\sqrt[${part(1)}]${part(0)}`;
    case 'mfenced':
      return `\\left${fence(element.getAttribute('open') ?? '(')}${rowTex(element, depth)}\\right${fence(element.getAttribute('close') ?? ')')}`;
    case 'mtable':
      return `\\begin{matrix}${[...element.children]
        .map((row) => [...row.children].map((cell) => rowTex(cell, depth + 1)).join('&'))
        .join('\\\\')}\\end{matrix}`;
    default:
      return element.children.length === 0 ? textTex(element) : rowTex(element, depth);
  }
}

/** Signs as they stand; TeX knows Greek letters and operators by themselves, but its own signs must be marked. */
function textTex(element: PageElement): string {
  return (element.textContent ?? '').trim().replace(/[\u2061-\u2064]/gu, '').replace(/\\/gu, '\\backslash ').replace(/[{}$%#&_]/gu, (sign) => `\\${sign}`);
}

function operatorTex(sign: string): string {
  return /^\p{L}{2,}$/u.test(sign) ? `\\operatorname{${sign}}` : ` ${sign} `;
}

function fence(sign: string): string {
  return sign === '' ? '.' : /^[{}]$/u.test(sign) ? `\\${sign}` : sign;
}

function isLarge(element: PageElement): boolean {
  return /^(?:[∑∏∫⋃⋂⋁⋀]|lim|max|min|sup|inf)/u.test((element.children[0]?.textContent ?? '').trim());
}

const overs: Readonly<Record<string, string>> = table({
  '→': 'vec', '¯': 'overline', '‾': 'overline', '^': 'hat', '̂': 'hat', '˙': 'dot', '¨': 'ddot', '~': 'tilde', '˜': 'tilde', '⏞': 'overbrace',
});
