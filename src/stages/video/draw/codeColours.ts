import type { TokenKind } from '../../../domain/film/composed';
import type { Colour } from '../../../domain/film/drawing';
import { mixed } from './contrast';
import { oklch } from './oklch';
import type { Theme } from './themes/theme';

/** The colour of a kind of token in a theme: at least 4.5:1 on the theme's ground for code. */
export function codeColour({ tone, colours }: Pick<Theme, 'tone' | 'colours'>, kind: TokenKind): Colour {
  switch (kind) {
    case 'added':
    case 'removed':
      // Green and red mean something here, whatever the theme's own hues.
      return changes[tone][kind];
    case 'mark':
      // Brackets stay behind words, and before comments.
      return mixed(colours.code.plain, colours.code.comment, 0.5);
    default:
      return colours.code[kind];
  }
}

const changes = {
  light: { added: oklch(0.46, 0.12, 150), removed: oklch(0.5, 0.17, 27) },
  dark: { added: oklch(0.82, 0.13, 150), removed: oklch(0.76, 0.13, 25) },
} as const;
