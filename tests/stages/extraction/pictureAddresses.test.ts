import { describe, expect, it } from 'vitest';
import { localPath, namedPictures } from '../../../src/stages/extraction/pictureAddresses';

describe('the path of a picture', () => {
  it.each([
    ['img/a.png', 'img/a.png'],
    ['./img/../a%20b.png?v=2#top', 'a b.png'],
    ['..\\img\\a.png', '../img/a.png'],
    ['../../../etc/a.png', '../../../etc/a.png'],
    ['a/../../b.png', '../b.png'],
    ['/assets/a.png', 'assets/a.png'],
    ['100%.png', '100%.png'],
  ])('of %s is %s', (address, path) => {
    expect(localPath(address)).toBe(path);
  });

  it.each([
    'https://example.org/a.png', '//example.org/a.png', 'data:image/png;base64,AA==', 'file:///etc/a.png', 'C:/a.png', '', '#top', 'a\0.png',
  ])('is none for %j', (address) => {
    expect(localPath(address)).toBeUndefined();
  });
});

describe('the pictures that a document names', () => {
  it('are found in Markdown and HTML, however they are written', () => {
    const text =
      '![A](img/a.png "Title") ![B](<my pictures/b.jpg>) [c]: ./c.webp\n<img alt=d src=d.gif> <img src="e e.svg?x=1"> <source srcset="f.avif 1x, f2.avif 2x"> ![g](img/my%20g.PNG) ![h](h_(1).png)';
    const paths = namedPictures(text);
    for (const path of ['img/a.png', 'my pictures/b.jpg', 'c.webp', 'd.gif', 'e e.svg', 'f.avif', 'f2.avif', 'img/my g.PNG']) expect(paths).toContain(path);
  });

  it('are local ones only', () => {
    expect(namedPictures('![A](https://example.org/a.png) <img src="//cdn.example.org/b.png"> data:image/png;base64,AA== c.txt')).toEqual([]);
  });

  it('are found in time that grows with the text, not with its square', () => {
    const text = '.png '.repeat(40_000) + 'a'.repeat(400_000) + '.png';
    expect(namedPictures(text).length).toBeLessThan(10);
  });
});
