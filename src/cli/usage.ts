import { codecsIn, containersOf, type Container } from '../domain/film/video';
import { themeNames } from '../domain/storyboard';
import { documentFormats, readableNames } from '../stages/extraction/documentFormats';

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const shared = `  --without LIST    forces parts away: wasm, workers, storage, webcodecs, ffmpeg, voice (comma-separated)
  --cache DIR       where results are kept from call to call (default: kinora in the user's cache folder)
  --no-cache        keeps nothing
  --cache-size MIB  most that is kept, 16 to 16384 (default 2048)
  --metrics FILE    writes the run's metrics as OpenMetrics text; FILE.prom in the older text format that Pushgateway, node_exporter and promtool read
  --trace FILE      writes the run's task stream as Chrome trace-event JSON
  --timeout S       ends a file after so many seconds (default: after 300 without a sign of progress)
  --sandbox MODE    auto (default): Chromium's sandbox is on, except for root; require: refuses to run without; off
  --help            this text`;

const [animations, sounds, stills] = (['animation', 'sound', 'stills'] as const).map((kind) => containersOf(kind).join(', '));

/** Help of each command; '' is the overview. */
export const help: Readonly<Record<'' | 'extract' | 'suggest' | 'render' | 'verify', string>> = {
  '': `kinora: documents become captioned, narrated videos, on this machine

Usage: npm run -s kinora -- <command> <file...> [options]

  extract <file...>   what is in a document, a JSON line a file
  suggest <file...>   its key sentences and a storyboard, a JSON line a file
  render <file...>    a video with captions, poster and storyboard, a JSON line a file
  verify <file>       whether a video is as its manifest and storyboard say, a JSON line

Results are on standard output, a line a file as it finishes; progress is on standard error.
Exit codes: 0 all good, 1 some files failed (their line holds {source, error}), 2 wrong usage.
Help of a command: kinora <command> --help
`,
  extract: `Usage: kinora extract <file...>

Reads ${readableNames(documentFormats, 'or')}. A JSON line a file:
  {source, title, language, blocks: [{type, text, ...}], ms}

${shared}
`,
  suggest: `Usage: kinora suggest <file...> [options]

A JSON line a file:
  {source, sentences: [{rank, index, block, text, score}], storyboard, ms}

  --sentences N     how many key sentences (default: as many as fit the length)
  --seconds S       wished length of the film (default: by the length of the document)
${shared}
`,
  render: `Usage: kinora render <file...> --out DIR [options]

Writes DIR/<name>.<format> (.zip for stills), .srt, .vtt, .poster.png, .json and .manifest.json for each file, and a JSON line:
  {source, output, seconds, width, height, fps, frames, distinctFrames, bytes, wallMs,
   fellBack?, predicted: {seconds, bytes}, took, stages: {extraction, suggestions, video}, path, cache: {hits, misses}}
fellBack names the format that could not be made here, or not with its sound, and because says why; with --format that is an error.
predicted and took are seconds from the storyboard to the film.
A storyboard .json is accepted in place of a document; it keeps its own theme, size and rate unless one is given.

  --out DIR         where the files go; made if missing. Files that kinora did not make there, or that were changed since, are left alone
  --force           replaces them all the same
  --format F        ${firstByDefault(containersOf('video'))}; ${animations}: silent animations; ${sounds}: the sound alone;
                    ${stills}: a PNG a scene, in a ZIP
  --size WxH        picture size in px, even numbers (default 1920x1080)
  --fps N           frames a second, 1 to 60 (default 30)
  --seconds S       wished length (default: by the length of the document)
  --theme NAME      ${firstByDefault(themeNames)}
  --tone TONE       light, dark (default: the one the theme is known by)
  --voice NAME      none, or a voice such as en-us (default: by the document's language)
  --rate N          words a minute, 80 to 300 (default 165)
  --say WORD=HOW    how a word is said, e.g. "SQL=sequel"; as often as needed, or --say @FILE with one a line
  --music NAME      none, drift, pebbles, lamplight, or a sound file (default: the storyboard's own)
  --music-under DB  how far the music is under the voice, 6 to 40 (default 18)
  --captions MODE   burn (default), file, none
  --caption-track   captions as a text track in the file, too (always with --captions file)
  --codec NAME      ${containersOf('video').map(codecsOf).join('; ')}; what this machine can make
  --constant-rate   codes every frame, as some editors want it (default: pictures that stay are coded once)
  --fragmented      an MP4 in pieces, for streaming
${shared}
`,
  verify: `Usage: kinora verify <file> [options]

Checks a video against the manifest that render wrote beside it: bytes, SHA-256 and seal of the file, size, codecs, and the lengths
of the container and its tracks, within a frame; a key frame at the start of every scene. With the storyboard every picture is
laid out again: the keys of its draw lists must be those of the manifest. A JSON line:
  {file, ok, checks: [{check, ok, message?}], storyboard, byEncoder}

  --manifest FILE   default: beside the video, <name>.manifest.json
  --storyboard FILE default: beside the video, <name>.json, if it is there
  --decode          decodes every picture, too
  --without LIST    forces parts of the app away, as for render
  --help            this text

Exit codes: 0 all is as it was made, 1 something is not, 2 wrong usage or a file that is not there.
`,
};

function firstByDefault([first, ...others]: readonly string[]): string {
  return [`${first} (default)`, ...others].join(', ');
}

function codecsOf(container: Container): string {
  return `${container}: ${firstByDefault(codecsIn(container))}`;
}
