import { expect, it } from 'vitest';
import { plainTex } from '../../../src/domain/language/plainTex';

it.each([
  ['\\rho', 'ρ'],
  ['x^2', 'x²'],
  ['x^{10}', 'x¹⁰'],
  ['v_0', 'v₀'],
  ['v_{\\text{max}}', 'vₘₐₓ'],
  ['a_{ij}', 'aᵢⱼ'],
  ['10^{-3}', '10⁻³'],
  ['20^\\circ', '20°'],
  ['\\Omega = \\rho \\, g \\, Q \\, S', 'Ω = ρ g Q S'],
  ['\\frac{1}{2}', '1/2'],
  ['\\frac{a + b}{c}', '(a + b)/c'],
  ['\\sqrt{x}', '√x'],
  ['\\sqrt[3]{x+1}', '³√(x+1)'],
  ['n \\to \\infty', 'n → ∞'],
  ['x \\in \\mathbb{R}^n', 'x ∈ ℝⁿ'],
  ['\\mathbf{F} = m \\vec{a}', 'F = m a⃗'],
  ['\\left( \\alpha + 1 \\right)', '(α + 1)'],
  ['f(x) \\leq \\sin x', 'f(x) ≤ sin x'],
  ['e^{i\\pi}', 'e^(iπ)'],
  ['\\hat{x}', 'x̂'],
  ['100\\%', '100%'],
  ['\\unknown{y}', 'y'],
  ['{'.repeat(500), ''],
  ['\\', ''],
  ['x^', 'x'],
])('reads %s as %s', (tex, text) => {
  expect(plainTex(tex)).toBe(text);
});
