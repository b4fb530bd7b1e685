import { spawnSync } from 'node:child_process';

/** Whether native ffmpeg is on this machine; tests that need it skip with this reason where it is not. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0 && spawnSync('ffprobe', ['-version']).status === 0;

if (!hasFfmpeg) console.warn('Skipped: checks against native ffmpeg, which is not installed here (Debian package ffmpeg).');

/** What ffmpeg complains about when it decodes every frame of a file; empty if nothing. */
export function decodingErrors(file: string): string {
  return spawnSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-f', 'null', '-'], { encoding: 'utf8' }).stderr.trim();
}

/** One stream of a file as ffprobe tells it; times in seconds. */
export interface Stream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly profile: string;
  readonly duration: string;
  readonly width?: number;
  readonly height?: number;
  readonly color_space?: string;
  readonly disposition: { readonly attached_pic: number };
}

/** What ffprobe tells of a file; times in seconds. */
export interface ProbedFile {
  /** Pictures and sound; not the cover, nor texts. */
  readonly streams: readonly Stream[];
  /** Of the container. */
  readonly duration: number;
  /** Names of the codecs of its text tracks. */
  readonly texts: readonly string[];
  readonly hasCover: boolean;
  readonly chapters: readonly { readonly title: string; readonly start: number }[];
}

export function probe(file: string): ProbedFile {
  const { stdout } = spawnSync('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-show_chapters', '-of', 'json', file], { encoding: 'utf8' });
  const {
    streams, format, chapters,
  } = JSON.parse(stdout) as { streams: Stream[]; format: { duration: string }; chapters: { start_time: string; tags: { title: string } }[] };
  const isCover = ({ disposition }: Stream): boolean => disposition.attached_pic === 1;
  return {
    streams: streams.filter((stream) => ['video', 'audio'].includes(stream.codec_type) && !isCover(stream)),
    duration: Number(format.duration),
    texts: streams.filter((stream) => stream.codec_type === 'subtitle').map((stream) => stream.codec_name),
    hasCover: streams.some(isCover),
    chapters: chapters.map(({ start_time, tags }) => ({ title: tags.title, start: Number(start_time) })),
  };
}

/** Integrated loudness (LUFS) and true peak (dBTP) of a file, by ffmpeg's `ebur128`. */
export function loudness(file: string): { readonly integrated: number; readonly truePeak: number } {
  const { stderr } = spawnSync('ffmpeg', ['-hide_banner', '-nostats', '-i', file, '-af', 'ebur128=peak=true', '-f', 'null', '-'], { encoding: 'utf8' });
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return { integrated: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]), truePeak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]) };
}

/** One picture of a film as RGB, three bytes a pixel, row by row. */
export function pixelsAt(file: string, seconds: number, width: number, height: number): Uint8Array {
  const { stdout } = spawnSync(
    'ffmpeg', ['-v', 'error', '-ss', String(seconds), '-i', file, '-frames:v', '1', '-s', `${width}x${height}`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    { maxBuffer: 1 << 28 },
  );
  return new Uint8Array(stdout);
}
