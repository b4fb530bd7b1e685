import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';
import { documentFor, inFolder, median, rendered } from './rendering';
import type { RenderedLine } from './rendering';

/** A minute of narrated, captioned film at 30 frames a second, from document to file: against the time it plays, and against native x264. */
export async function bench(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const source = documentFor(60, folder);
    const runs = async (size: string): Promise<RenderedLine> => {
      const lines: RenderedLine[] = [];
      for (let run = 0; run < 3; run++) lines.push(await rendered(source, folder, ['--seconds', '60', '--size', size]));
      return median(lines);
    };
    const small = await runs('1280x720');
    const line = await runs('1920x1080');
    const share = (name: string, milliseconds: number): Figure => ({ name: `  ${name}`, value: milliseconds / line.wallMs, unit: 'of the whole' });
    return [
      {
        name: 'film of a minute, 1080p30, narrated', value: line.wallMs / 1000, unit: 's', ratio: (line.seconds * 1000) / line.wallMs,
        anchor: 'times faster than it plays (at least 6)',
      },
      {
        name: 'the same, 720p30', value: small.wallMs / 1000, unit: 's', ratio: (small.seconds * 1000) / small.wallMs,
        anchor: 'times faster than it plays (at least 10)',
      },
      ...againstNative(line, folder),
      { name: 'distinct frames a minute', value: (line.distinctFrames * 60) / line.seconds, unit: 'frames' },
      share('content extraction', line.stages.extraction),
      share('suggestions', line.stages.suggestions),
      share('video generation', line.stages.video),
      ...Object.entries(line.steps).map(([step, milliseconds]) => share(`${step} (beside others)`, milliseconds)),
    ];
  });
}

/** Seconds of the film that native ffmpeg is given: 1.9 GB of raw frames at 1080p. */
const sampled = 20;

/**
 * The whole film, voice and all, against native ffmpeg that only encodes its pictures: x264 `veryfast` on raw frames from a file, every
 * frame at constant rate. The frames are a third of the film's own, from its middle.
 */
function againstNative(line: RenderedLine, folder: string): readonly Figure[] {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) {
    console.error('film: native x264 is not measured, as there is no ffmpeg here (Debian package ffmpeg).');
    return [];
  }
  const film = join(folder, line.output.split('/').at(-1) ?? '');
  const raw = join(folder, 'frames.yuv');
  const ffmpeg = (...command: readonly string[]): void => {
    const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...command], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr}`);
  };
  ffmpeg(
    '-ss', String(Math.max(0, (line.seconds - sampled) / 2)), '-t', String(sampled), '-i', film, '-vf', 'fps=30', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', raw,
  );
  const frames = statSync(raw).size / (1920 * 1080 * 1.5);
  const times = [0, 1, 2].map(() => {
    const began = performance.now();
    ffmpeg('-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '1920x1080', '-r', '30', '-i', raw, '-c:v', 'libx264', '-preset', 'veryfast', '-f', 'mp4', join(
      folder, 'native.mp4',
    ));
    return performance.now() - began;
  });
  const native = (times.toSorted((a, b) => a - b)[1] ?? NaN) / frames;
  return [
    {
      name: 'native x264 veryfast, its frames at constant rate', value: (native * line.frames) / 1000, unit: 's', ratio: (native * line.frames) / line.wallMs,
      anchor: 'times as long as the whole film here (at least 3)',
    },
  ];
}
