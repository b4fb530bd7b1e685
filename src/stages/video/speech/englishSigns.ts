import { cardinal } from './englishNumbers';
import { anyOf, type Rule } from './rules';
import { table } from '../../../domain/table';

const operators: Readonly<Record<string, string>> = table({
  '->': 'to', '=>': 'to', '→': 'to', '⇒': 'to', '⟶': 'to', '←': 'from', '↔': 'to and from', '↑': 'up', '↓': 'down', '<=': 'at most', '≤': 'at most', '⩽': 'at most', '>=': 'at least', '≥': 'at least', '⩾': 'at least',
  '!=': 'is not', '!==': 'is not', '≠': 'is not', '===': 'equals', '==': 'equals', '=': 'equals', ':=': 'becomes', '≡': 'is equivalent to', '≈': 'about', '≃': 'about', '∼': 'about', '±': 'plus or minus', '∓': 'minus or plus', '×': 'times', '⋅': 'times',
  '÷': 'divided by', '&&': 'and', '&': 'and', '||': 'or', '∞': 'infinity', '√': 'the square root of', '∑': 'the sum of', '∏': 'the product of', '∫': 'the integral of', '∂': 'partial', '∇': 'nabla', '∈': 'in', '∉': 'not in', '⊂': 'within', '⊆': 'within', '∪': 'union', '∩': 'intersected with',
  '∅': 'the empty set', '∀': 'for all', '∃': 'there is', '¬': 'not', '∧': 'and', '∨': 'or', '∝': 'is proportional to', '∴': 'therefore', '≪': 'far less than', '≫': 'far greater than', '‰': 'per mille', '№': 'number', '§§': 'sections', '§': 'section', '¶': 'paragraph', '©': 'copyright', '℗': 'copyright', '✓': 'yes', '✗': 'no',
});

const greek: Readonly<Record<string, string>> = table({
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega',
  Γ: 'gamma', Δ: 'delta', Θ: 'theta', Λ: 'lambda', Π: 'pi', Σ: 'sigma', Φ: 'phi', Ψ: 'psi', Ω: 'omega',
});

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lowered = '₀₁₂₃₄₅₆₇₈₉';

/** @param exponent as digits, with a minus or without, or a letter */
function powerWords(exponent: string): string {
  const bare = exponent.replace(/^[-−⁻]/, '');
  const minus = bare === exponent ? '' : 'minus ';
  if (minus === '' && bare === '2') return ' squared';
  if (minus === '' && bare === '3') return ' cubed';
  return ` to the ${minus}${/^\d+$/.test(bare) ? cardinal(Number(bare)) : bare}`;
}

/** Signs between, before and after words and numbers. */
export const englishSigns: readonly Rule[] = [
  [/(?<=\d)\s?%/gu, () => ' percent'],
  [/(?<![\p{L}\p{N})\]%°'’])[−-](?=[.$€£]?\d)/gu, () => 'minus '],
  [/(?<=(?:^|[^\d\s]\s|\())–(?=\d)/gu, () => 'minus '],
  [/(?<=[\d)])\s[−-]\s(?=[\d(])|(?<=[\p{L}\p{N})])\s?−\s?(?=[\p{L}\p{N}(])/gu, () => ' minus '],
  [/(?<=\d)\s?\*\s?(?=\d)/gu, () => ' times '],
  [new RegExp(`[⁻]?[${raised}]+`, 'gu'), ({ match, before }) => (/[\p{L}\p{N})]$/u.test(before) ? powerWords(match.replace(new RegExp(`[${raised}]`, 'gu'), (digit) => String(raised.indexOf(digit)))) : undefined)],
  [/(?<=[\p{L}\p{N})])\^\{?([-−]?\d+|\p{L})\}?/gu, ({ groups: [exponent = ''] }) => powerWords(exponent)],
  [/(?<=[\p{L}\p{N})])\^(?=[\p{L}\p{N}(])/gu, () => ' to the power of '],
  [new RegExp(`[${lowered}]+`, 'gu'), ({ match }) => ` ${match.split('').map((digit) => cardinal(lowered.indexOf(digit))).join(' ')}`],
  [/(?<=\d)\s?[x×]\s?(?=10(?:[⁰¹²³⁴-⁹⁻]|\^))/gu, () => ' times '],
  [/(?<=\d)\s?[x×]\s?(?=\d)/gu, () => ' by '],
  [/(?<=\d)[x×](?![\p{L}\p{N}])/gu, ({ match, after }) => (match === 'x' && /^\s*[-+−=*/^)]/u.test(after) ? ' x' : ' times')],
  [/#(?=\d)/gu, () => 'number '],
  [/(?<=\b[A-G])#(?![\p{L}\p{N}])/gu, () => ' sharp'],
  [/#(?=\p{L})/gu, ({ before }) => (/[\p{L}\p{N}]$/u.test(before) ? ' ' : '')],
  [/(?<=\bC)\+\+/gu, () => ' plus plus'],
  [/(?<=[\p{L}\p{N})])\s?\+\s?(?=[\p{L}\p{N}(])|(?<=\s|^)\+(?=\d)/gu, () => ' plus '],
  [/(?<=[\p{L}\p{N}])\+(?![\p{L}\p{N}+])/gu, () => ' plus'],
  [/\bw\/o\b/gu, () => 'without'],
  [/\bw\/(?=\s)/gu, () => 'with'],
  // "and/or", "I/O": the slash is for the eye; in a path, with more of them, it is said.
  [/\/(?<=(?<![\w./])\p{L}+\/)(?=\p{L}+(?![\w/]|\.\w))/gu, () => ' '],
  [/(?<=\s|^)--(?=\p{L})/gu, () => 'dash dash '],
  [/(?<=[\p{L}_)]|(?<=\s|^)(?=\.\p{L}))\.(?=\p{L}{2,})/gu, ({ after, before }) => (/\p{L}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after) ? undefined : ' dot ')],
  [/[~≈]\s?(?=[\d$€£])/gu, () => 'about '],
  [/(?<=\s|^)@(?=[\p{L}_])/gu, () => 'at '],
  [/(?<=\s)@(?=\s)/gu, () => 'at'],
  [/(?<=(?:^|[\s(]))<\s?(?=[\d$€£])/gu, () => 'less than '],
  [/(?<=(?:^|[\s(]))>\s?(?=[\d$€£])/gu, () => 'more than '],
  [new RegExp(`\\s*(${anyOf(Object.keys(operators))})\\s*`, 'gu'), ({ groups: [sign = ''] }) => ` ${operators[sign] ?? sign} `],
  [new RegExp(`(?<![\\p{Script=Greek}])(${anyOf(Object.keys(greek))})(?![\\p{Script=Greek}\\p{M}])`, 'gu'), ({ groups: [letter = ''], before, after }) => `${/[\p{L}\p{N}]$/u.test(before) ? ' ' : ''}${greek[letter] ?? letter}${/^[\p{L}\p{N}]/u.test(after) ? ' ' : ''}`],
  [/(?<=[\p{L}\p{N})]\s|\d)[<>](?=\s|\d)/gu, ({ match }) => (match === '<' ? ' less than ' : ' greater than ')],
  [/[<>]/gu, () => ' '],
];
