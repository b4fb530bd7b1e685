import type { Manifest } from '../domain/film/manifest';
import type { FilmFacts } from '../platform/files/filmFacts';
import type { FilmOutline } from '../stages/video/files/filmRecord';

/** One thing that was looked at. */
export interface FilmCheck {
  readonly check: string;
  readonly ok: boolean;
  /** The rule, then what was found; absent where all is well. */
  readonly message?: string;
}

/** Sound comes in packets: its end may lie so much off, s. */
const soundTolerance = 0.05;

/**
 * Compares a file with its manifest.
 *
 * @param sha256 of the file, hexadecimal
 * @param seal   as the file holds it; empty if it has none
 */
export function fileChecks(
  manifest: Manifest, { bytes, sha256, seal }: { readonly bytes: number; readonly sha256: string; readonly seal: string },
): readonly FilmCheck[] {
  const { file } = manifest;
  return [
    same('bytes', file.bytes, bytes),
    // A page without a secure origin could not tell it.
    ...(file.sha256 === '' ? [] : [same('sha256', file.sha256, sha256)]),
    ...(file.container === 'mp4' || file.container === 'webm' ? [sealCheck(manifest, seal)] : []),
  ];
}

/** Compares what a film's tracks tell with its manifest. */
export function trackChecks(manifest: Manifest, facts: FilmFacts): readonly FilmCheck[] {
  const { format, seconds, scenes, codecs, frames, distinctFrames } = manifest;
  const frame = 1 / format.fps;
  // A millisecond: the clock of WebM.
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= frame + 0.001;
  const kinds = (names: readonly string[]): string => names.map((name) => name.split('.', 1)[0]).join(', ');
  const missing = scenes.filter(({ first }) => !facts.keyTimes.some((time) => Math.abs(time - first * frame) <= 0.001));
  const hasSound = codecs.length > 1;
  return [
    same('size', `${format.width}x${format.height}`, `${facts.width}x${facts.height}`),
    same('codecs', kinds(codecs), kinds(facts.codecs)),
    verdict(
      'duration', near(facts.duration, seconds) || (hasSound && Math.abs(facts.duration - seconds) <= soundTolerance),
      `must be ${seconds} s within a frame, got ${facts.duration} s`,
    ),
    verdict('picture track', near(facts.pictureDuration, seconds), `must last ${seconds} s within a frame, got ${facts.pictureDuration} s`),
    ...(hasSound ? [verdict(
      'sound track', facts.soundDuration !== undefined && (near(facts.soundDuration, seconds) || Math.abs(facts.soundDuration - seconds) <= soundTolerance),
      `must last ${seconds} s within a packet, got ${facts.soundDuration ?? 'none'}`,
    )] : []),
    verdict('pictures', facts.pictures >= distinctFrames && facts.pictures <= frames, `must be ${distinctFrames} to ${frames}, got ${facts.pictures}`),
    verdict('scenes', missing.length === 0, `must each begin with a key frame, but these do not: ${missing.map(({ id }) => id).join(', ')}`),
  ];
}

/** Compares what a storyboard would show with what the manifest says was shown. */
export function storyboardChecks(manifest: Manifest, outline: FilmOutline): readonly FilmCheck[] {
  // Earlier versions wrote 22 signs, of a digest that could be made to fit another film.
  if (manifest.storyboard.length === 22) return [
    verdict('storyboard', false, 'must be digested by SHA-256, which the maker of this film did not do: make it again'),
  ];
  const others = manifest.scenes.filter(({ id, pictures }, index) => outline.scenes[index]?.id !== id || outline.scenes[index].pictures !== pictures);
  return [
    same('storyboard', manifest.storyboard, outline.storyboard),
    same('captions', manifest.captions, outline.captions),
    verdict(
      'picture keys', manifest.pictures === outline.pictures,
      `must be ${manifest.pictures}, got ${outline.pictures}; scenes that differ: ${others.map(({ id }) => id).join(', ') || 'none of the manifest'}`,
    ),
  ];
}

function sealCheck(manifest: Manifest, seal: string): FilmCheck {
  if (seal === '') return verdict('seal', false, 'must be in the file, got none');
  try {
    const { storyboard, pictures, sound } = JSON.parse(seal) as Record<string, unknown>;
    return verdict(
      'seal', storyboard === manifest.storyboard && pictures === manifest.pictures && sound === manifest.sound,
      'must be of the manifest’s film, got one of another',
    );
  } catch {
    return verdict('seal', false, 'must be JSON');
  }
}

function same(check: string, expected: string | number, found: string | number): FilmCheck {
  return verdict(check, expected === found, `must be ${expected}, got ${found}`);
}

function verdict(check: string, ok: boolean, message: string): FilmCheck {
  return ok ? { check, ok } : { check, ok, message };
}
