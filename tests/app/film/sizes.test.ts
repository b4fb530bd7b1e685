import { expect, test } from 'vitest';
import { formatOf, resolutionOf, resolutions, shapeNames, shapeOf } from '../../../src/app/film/sizes';
import { checkFormat } from '../../../src/domain/storyboard';

test('1080 is the short side in every shape', () => {
  expect(shapeNames.map((shape) => { const { width, height } = formatOf(shape, 1080, 30); return `${width}x${height}`; }))
    .toEqual(['1920x1080', '1080x1920', '1080x1080', '1080x1350']);
});

test.each(shapeNames)('%s is a format that a film can have, and is known again', (shape) => {
  for (const resolution of resolutions) {
    const format = checkFormat(formatOf(shape, resolution, 30));
    expect(shapeOf(format)).toBe(shape);
    expect(resolutionOf(format)).toBe(resolution);
  }
});

test('a size that is not on offer has no name', () => {
  expect(shapeOf({ width: 800, height: 600, fps: 30 })).toBeUndefined();
  expect(resolutionOf({ width: 800, height: 600, fps: 30 })).toBeUndefined();
});
