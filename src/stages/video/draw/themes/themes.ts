import type { ThemeName, Tone } from '../../../../domain/storyboard';
import { bloom } from './bloom';
import { gazette } from './gazette';
import { ink } from './ink';
import { lecture } from './lecture';
import { paper } from './paper';
import { signal } from './signal';
import { swiss } from './swiss';
import { terminal } from './terminal';
import type { Theme } from './theme';

/** All themes, as their stills draw them; contrasts are kept by a test. */
export const themes: Readonly<Record<ThemeName, Theme>> = { paper, ink, swiss, lecture, terminal, gazette, bloom, signal };

/** A theme in a tone: its own by default. */
export function themeFor(name: ThemeName, tone?: Tone): Theme {
  const theme = themes[name];
  return tone === undefined || tone === theme.tone ? theme : { ...theme, tone, colours: theme.counter, counter: theme.colours };
}
