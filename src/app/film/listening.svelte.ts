import type { Loop } from '../../domain/music';
import type { Pronunciation, Scene, Storyboard } from '../../domain/storyboard';
import { lineStarts } from '../../domain/timing';
import { soundRate, type ExportSettings } from '../../domain/film/video';
import type { Sound } from '../../engine/ports';
import { never } from '../../engine/never';
import type { PlayedPart, Player, Playing } from '../../platform/hearing/player';
import type { Session } from '../../workflow/session';

type Voice = Pick<ExportSettings, 'voice' | 'rate'>;

/** What is heard in the studio before any film is made: one thing at a time. */
export class Listening {
  readonly #session: Session;
  readonly #player: Player;
  /** What scenes sound like, as long as they are the very same and said by the same voice. */
  readonly #known = new WeakMap<Scene, { readonly voice: string; readonly parts: Promise<readonly PlayedPart[]> }>();
  #heard = $state.raw<string>();
  #playing: Playing | undefined;
  #stop = new AbortController();

  constructor(session: Session, player: Player) {
    this.#session = session;
    this.#player = player;
  }

  /** Name of what is heard, or about to be; `undefined` in silence. */
  get heard(): string | undefined { return this.#heard; }

  /** Speaks a scene as the film will; says nothing if it is heard already, but stops it. @throws what the session throws */
  async toggleScene(storyboard: Storyboard, scene: Scene, voice: Voice): Promise<void> {
    await this.#toggle(scene.id, () => this.partsOf(storyboard, scene, voice));
  }

  /** Speaks a word as a project says it. @throws what the session throws */
  async toggleWord(language: string, { written, said }: Pronunciation, voice: Voice): Promise<void> {
    await this.#toggle(`word ${written}`, async () => {
      const heard = await this.#session.listen(
        { language, pronunciations: [{ written, said }], scenes: [{ id: 'word', speech: [written] }] }, voice, this.#stop.signal,
      );
      return (heard[0] ?? []).map((sound) => ({ ...sound, start: 0 }));
    });
  }

  /** Plays a part of a sound. */
  async toggleSound(name: string, { samples, sampleRate }: Sound, start: number, end: number): Promise<void> {
    await this.#toggle(name, async () => [{ samples: samples.subarray(Math.round(start * sampleRate), Math.round(end * sampleRate)), sampleRate, start: 0 }]);
  }

  /** Plays a piece of music once, known as `music`. @throws what making it throws */
  async toggleMusic(make: (signal: AbortSignal) => Promise<Loop>): Promise<void> {
    await this.#toggle('music', async () => {
      const { samples } = await make(this.#stop.signal);
      const plain = new Float32Array(samples.length);
      for (let index = 0; index < samples.length; index++) plain[index] = (samples[index] ?? 0) / 32_768;
      return [{ samples: plain, sampleRate: soundRate, start: 0 }];
    });
  }

  stop(): void {
    this.#stop.abort();
    this.#playing?.stop();
    this.#playing = undefined;
    this.#heard = undefined;
  }

  /** Gives what a scene sounds like; the same scene and voice are spoken once. @throws what the session throws */
  async partsOf(storyboard: Storyboard, scene: Scene, voice: Voice): Promise<readonly PlayedPart[]> {
    const key = JSON.stringify([voice.voice, voice.rate, storyboard.language, storyboard.pronunciations]);
    const known = this.#known.get(scene);
    if (known?.voice === key) return known.parts;
    // Not this one's to end: whoever asks next wants it, too.
    const parts = this.#session.listen({ ...storyboard, scenes: [scene] }, voice, never()).then(([utterances = []]) => {
      const starts = lineStarts(utterances.map(({ duration }) => duration));
      return utterances.map((utterance, line) => ({ ...utterance, start: starts[line] ?? 0 }));
    });
    this.#known.set(scene, { voice: key, parts });
    parts.catch(() => { this.#known.delete(scene); });
    return parts;
  }

  async #toggle(name: string, make: () => Promise<readonly PlayedPart[]>): Promise<void> {
    const wasHeard = this.#heard === name;
    this.stop();
    if (wasHeard) return;
    const mine = new AbortController();
    this.#stop = mine;
    this.#heard = name;
    try {
      const parts = await make();
      if (mine.signal.aborted) return;
      const playing = this.#player.play(parts);
      this.#playing = playing;
      await playing.ended;
    } catch (error) {
      if (!mine.signal.aborted) throw error;
    } finally {
      if (this.#stop === mine) this.stop();
    }
  }
}
