import { expect, test } from 'vitest';
import { explain } from '../../../src/app/page/explain';
import { failureCodes } from '../../../src/domain/failure';

test.each(failureCodes)('%s has a title without a full stop and advice in full sentences', (code) => {
  expect(explain[code].title).toMatch(/^\p{Lu}.*[^.]$/u);
  expect(explain[code].advice).toMatch(/^\p{Lu}.*\.$/su);
});
