import { table } from '../table';

/**
 * Gives TeX as a line of text a person can read and a voice can say: `\rho` as ρ, `x^2` as x², `\frac{a}{b}` as a/b.
 *
 * For formulas within sentences, which are short: what has no such form is given as near as letters come to it. Commands it does not know
 * are left out, what they hold stays.
 */
export function plainTex(tex: string): string {
  const reader = new Reader(tex.replace(/(^|[^\\])%.*$/gmu, '$1').slice(0, 2000));
  return reader.all().replace(/\s+/gu, ' ').replace(/ ([,.;:)\]])/gu, '$1').replace(/([([]) /gu, '$1').trim();
}

class Reader {
  #at = 0;
  #depth = 0;

  constructor(private readonly source: string) {}

  /** Everything up to the end, or to the brace that closes a group. */
  all(): string {
    let text = '';
    while (this.#at < this.source.length && this.source[this.#at] !== '}') text += this.#next();
    return text;
  }

  #next(): string {
    const character = this.source[this.#at++] ?? '';
    switch (character) {
      case '\\':
        return this.#command();
      case '{':
        return this.#group();
      case '^':
        return raisedText(this.#argument());
      case '_':
        return loweredText(this.#argument());
      case '&':
        return '';
      case '~':
        return ' ';
      case "'":
        return '′';
      case '-':
        return '−';
      case '=': case '<': case '>':
        return ` ${character} `;
      default:
        return character;
    }
  }

  /** What a brace opened, without its braces. */
  #group(): string {
    // Deeper than anybody writes: the rest is left out rather than the stack filled.
    if (++this.#depth > 40) {
      this.#at = this.source.length;
      return '';
    }
    const text = this.all();
    this.#at++;
    this.#depth--;
    return text;
  }

  #argument(): string {
    while (this.source[this.#at] === ' ') this.#at++;
    const character = this.source[this.#at];
    if (character === undefined || character === '}') return '';
    this.#at++;
    if (character === '{') return this.#group();
    return character === '\\' ? this.#command() : character === '-' ? '−' : character;
  }

  #command(): string {
    const name = /^(?:[a-zA-Z]+\*?|[^])/u.exec(this.source.slice(this.#at))?.[0] ?? '';
    this.#at += name.length;
    const sign = signs[name];
    if (sign !== undefined) return sign;
    switch (name) {
      case 'frac': case 'dfrac': case 'tfrac': case 'cfrac': {
        const above = this.#argument();
        return `${grouped(above)}/${grouped(this.#argument())}`;
      }
      case 'sqrt': {
        const root = /^\s*\[([^\]]*)\]/u.exec(this.source.slice(this.#at));
        this.#at += root?.[0].length ?? 0;
        return `${root?.[1] === undefined ? '' : raisedText(root[1])}√${grouped(this.#argument())}`;
      }
      case 'left': case 'right': case 'bigl': case 'bigr': case 'Bigl': case 'Bigr': case 'big': case 'Big': case 'middle': {
        if (this.source[this.#at] === '.') this.#at++;
        return '';
      }
      case 'begin': case 'end':
        this.#argument();
        return ' ';
      case 'mathbb': {
        const letter = this.#argument();
        return boards[letter] ?? letter;
      }
      default: {
        const mark = accents[name];
        if (mark !== undefined) {
          const under = this.#argument();
          return [...under].length === 1 ? (under + mark).normalize('NFC') : under;
        }
        return functions.has(name) ? ` ${name} ` : '';
      }
    }
  }
}

/** Puts brackets around what is more than one thing. */
function grouped(text: string): string {
  const inner = text.trim();
  return /^[\p{L}\p{N}.,∞π]*$/u.test(inner) ? inner : `(${inner})`;
}

function raisedText(text: string): string {
  const inner = text.trim();
  if (inner === '∘' || inner === '°') return '°';
  if (inner === '′') return '′';
  const raised = [...inner].map((character) => superscripts[character]);
  return raised.every((character) => character !== undefined) ? raised.join('') : `^${[...inner].length === 1 ? inner : `(${inner})`}`;
}

function loweredText(text: string): string {
  const inner = text.trim();
  const lowered = [...inner].map((character) => subscripts[character]);
  // Words below the line are read as words: `v_max`.
  return lowered.every((character) => character !== undefined) ? lowered.join('') : `_${grouped(inner)}`;
}

const pairsOf = (
  from: string, to: string,
): Readonly<Record<string, string>> => Object.fromEntries([...from].map((character, index) => [character, [...to][index] ?? character]));
const superscripts = pairsOf('0123456789+−-=()nixyabcdeTk', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᵀᵏ');
const subscripts = pairsOf('0123456789+−-=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ');
const boards = pairsOf('NZQRCPHE', 'ℕℤℚℝℂℙℍ𝔼');
const accents: Readonly<Record<string, string>> = table({
  hat: '\u0302', widehat: '\u0302', bar: '\u0304', overline: '\u0304', vec:
    '\u20d7', dot: '\u0307', ddot: '\u0308', tilde: '\u0303', widetilde: '\u0303', acute: '\u0301', grave: '\u0300', check: '\u030c', breve: '\u0306',
});
const functions: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp lim max min sup inf det dim ker gcd deg arg mod bmod Pr'.split(' '),
);

/** Greek letters and signs by the names of their commands. */
const signs: Readonly<Record<string, string>> = table({
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon:
    'ϵ', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', vartheta: 'ϑ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', varpi: 'ϖ',
  rho: 'ρ', varrho: 'ϱ', sigma: 'σ', varsigma: 'ς', tau: 'τ', upsilon: 'υ', phi: 'ϕ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', omicron: 'ο',
  Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω',
  times: ' × ', cdot: ' · ', div: ' ÷ ', pm: ' ± ', mp: ' ∓ ', ast: '∗', star: '⋆', circ: '∘', bullet: '•', oplus: ' ⊕ ', otimes: ' ⊗ ',
  le: ' ≤ ', leq: ' ≤ ', leqslant: ' ≤ ', ge: ' ≥ ', geq: ' ≥ ', geqslant:
    ' ≥ ', ne: ' ≠ ', neq: ' ≠ ', approx: ' ≈ ', equiv: ' ≡ ', sim: ' ∼ ', simeq: ' ≃ ', cong: ' ≅ ', propto: ' ∝ ', ll: ' ≪ ', gg: ' ≫ ', lt: ' < ', gt: ' > ',
  to: ' → ', rightarrow: ' → ', longrightarrow: ' → ', leftarrow: ' ← ', leftrightarrow:
    ' ↔ ', Rightarrow: ' ⇒ ', implies: ' ⇒ ', Leftarrow: ' ⇐ ', Leftrightarrow: ' ⇔ ', iff: ' ⇔ ', mapsto: ' ↦ ', uparrow: '↑', downarrow: '↓',
  in: ' ∈ ', notin: ' ∉ ', ni: ' ∋ ', subset: ' ⊂ ', subseteq: ' ⊆ ', supset: ' ⊃ ', supseteq: ' ⊇ ', cup: ' ∪ ', cap:
    ' ∩ ', setminus: ' ∖ ', emptyset: '∅', varnothing: '∅', forall: '∀', exists: '∃', neg: '¬', lnot: '¬', land: ' ∧ ', wedge: ' ∧ ', lor: ' ∨ ', vee: ' ∨ ',
  infty: '∞', partial: '∂', nabla: '∇', sum: '∑', prod: '∏', int: '∫', oint:
    '∮', ell: 'ℓ', hbar: 'ℏ', Re: 'ℜ', Im: 'ℑ', aleph: 'ℵ', prime: '′', degree: '°', angle: '∠', perp: ' ⊥ ', parallel: ' ∥ ', mid: ' | ', vert: '|', Vert: '‖',
  ldots: '…', dots: '…', cdots: '…', colon: ': ', langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', dagger: '†',
  ',': ' ', ';': ' ', ':': ' ', '!': '', ' ':
    ' ', quad: ' ', qquad: ' ', thinspace: ' ', '\\': ' ', '{': '{', '}': '}', '%': '%', '$': '$', '&': '&', '#': '#', _: '_', '|': '‖', '-': '', '/': '',
});
