import { expect, it } from 'vitest';
import { legendIn, nameIn } from '../../../../src/stages/suggestions/units/legends';

const power = '\\Omega = \\rho \\, g \\, Q \\, S';

it.each([
  ['Here Q is the discharge in cubic metres per second, S is the slope, g is gravity and ρ is the density of water.', power, [
    'Q: discharge in cubic metres per second', 'S: slope', 'g: gravity', '\\rho: density of water',
  ]],
  ['where ρ denotes density, with Q the discharge and S the slope.', power, ['\\rho: density', 'Q: discharge', 'S: slope']],
  ['wobei Q der Abfluss, S das Gefälle und ρ die Dichte des Wassers ist.', power, ['Q: der Abfluss', 'S: das Gefälle', '\\rho: die Dichte des Wassers']],
  ['Here v₀ is the speed at the start, so it falls.', 'v = v_0 - g t', ['v_0: speed at the start']],
  ['A river is a thing of slopes.', 'A = b', []],
  ['Here A is an area.', 'A = b^2', ['A: area']],
  ['Q and S are the discharge and the slope, respectively.', power, []],
  ['Double the flow or double the slope, and the river has twice the power.', power, []],
  ['This says that Q grows.', power, []],
])('finds in “%s” what signs mean', (text, tex, entries) => {
  expect(legendIn(text, tex).map(({ symbol, meaning }) => `${symbol}: ${meaning}`)).toEqual(entries);
});

it.each([
  ['Their product is called stream power.', 'Stream power'],
  ['The sum is known as the Shields number:', 'Shields number'],
  ['It rains.', ''],
])('takes from “%s” the name “%s”', (text, name) => {
  expect(nameIn(text)).toBe(name);
});
