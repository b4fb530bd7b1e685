import { expect, test } from 'vitest';
import { hashOf, readAddress } from '../../../src/app/page/address';

test('an address names the view that is open, and what it does not know is nobody\'s', () => {
  expect(readAddress({ search: '', hash: hashOf('system') })).toEqual({ query: '', isAutomated: false, view: 'system' });
  expect(readAddress({ search: '?workers=1', hash: '#elsewhere' })).toEqual({ query: '?workers=1', isAutomated: false, view: undefined });
  expect(readAddress({ search: '?automated', hash: '' }).isAutomated).toBe(true);
});
