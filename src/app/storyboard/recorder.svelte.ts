import { inlineFile } from '../../domain/dataUrl';
import type { Scene, Storyboard } from '../../domain/storyboard';
import type { Sound } from '../../engine/ports';
import { never } from '../../engine/never';
import type { Microphone, OpenMicrophone } from '../../platform/hearing/microphone';
import { readWav } from '../../stages/video/files/wav';
import type { Session } from '../../workflow/session';
import { keptTake, longestTake, takeOf, type Take } from './takes';

/** `asking`: for the microphone; `counting`: down to the start; `opening`: what was recorded; `reviewing`: a take is there. */
export type RecorderPhase = 'idle' | 'asking' | 'counting' | 'recording' | 'opening' | 'reviewing';

/** Seconds that are counted down. */
const countdown = 3;
const tick = 50;

/** Records the voice of one scene at a time; nothing is kept before a person says so. */
export class Recorder {
  readonly #session: Session;
  readonly #microphone: Microphone;
  readonly #wait: (milliseconds: number) => Promise<void>;
  #scene = $state<string>();
  #phase = $state<RecorderPhase>('idle');
  #left = $state(countdown);
  #seconds = $state(0);
  #level = $state(-100);
  #take = $state.raw<Take>();
  #trim = $state.raw({ start: 0, end: 0 });
  #placedWithin = $state<number>();
  #open: OpenMicrophone | undefined;
  /** Raised whenever something else begins: what an older one still awaits is let go. */
  #turn = 0;

  constructor(session: Session, microphone: Microphone, wait: (milliseconds: number) => Promise<void> = pause) {
    this.#session = session;
    this.#microphone = microphone;
    this.#wait = wait;
  }

  /** Id of the scene; `undefined` while it is closed. */
  get scene(): string | undefined { return this.#scene; }
  get phase(): RecorderPhase { return this.#phase; }
  /** Seconds until recording begins. */
  get left(): number { return this.#left; }
  /** Seconds recorded so far. */
  get seconds(): number { return this.#seconds; }
  /** dBFS. */
  get level(): number { return this.#level; }
  get take(): Take | undefined { return this.#take; }
  get trim(): { readonly start: number; readonly end: number } { return this.#trim; }
  /** Seconds by which words are likely off in the film; `undefined` while unknown. */
  get placedWithin(): number | undefined { return this.#placedWithin; }

  /** Opens for a scene, or closes. */
  toggle(scene: string): void {
    const wasOpen = this.#scene === scene;
    this.close();
    if (!wasOpen) this.#scene = scene;
  }

  close(): void {
    this.#letGo();
    this.#scene = undefined;
    this.#take = undefined;
  }

  /** Asks for the microphone, counts down and records until `stop`. @throws Failure `no-microphone` */
  async record(): Promise<void> {
    this.#letGo();
    this.#take = undefined;
    const turn = this.#turn;
    this.#phase = 'asking';
    const open = await this.#microphone.open().catch((error: unknown) => {
      if (turn === this.#turn) this.#phase = 'idle';
      throw error;
    });
    if (turn !== this.#turn) return open.close();
    this.#open = open;
    this.#phase = 'counting';
    for (let passed = 0; passed < countdown * 1000; passed += tick) {
      this.#left = Math.ceil(countdown - passed / 1000);
      this.#level = open.level();
      await this.#wait(tick);
      if (turn !== this.#turn) return;
    }
    open.record();
    this.#phase = 'recording';
    const began = performance.now();
    while (turn === this.#turn && this.#seconds < longestTake) {
      this.#seconds = (performance.now() - began) / 1000;
      this.#level = open.level();
      await this.#wait(tick);
    }
  }

  /** Ends the recording and shows what it is like. @throws Failure `damaged-file` if the browser cannot open it again */
  async stop(storyboard: Storyboard, scene: Scene): Promise<void> {
    const open = this.#open;
    if (open === undefined || this.#phase !== 'recording') return this.#letGo();
    const turn = (this.#turn += 1);
    this.#phase = 'opening';
    const file = await open.finish();
    open.close();
    this.#open = undefined;
    await this.#review(turn, storyboard, scene, () => this.#session.openSound(file));
  }

  /** Takes a sound file for a recording. @throws Failure `damaged-file` */
  async useFile(storyboard: Storyboard, scene: Scene, file: Uint8Array): Promise<void> {
    this.#letGo();
    await this.#review(this.#turn, storyboard, scene, async () => readWav(file) ?? this.#session.openSound(file));
  }

  /** Shows the recording that the scene has. @throws Failure `damaged-file` */
  async reopen(storyboard: Storyboard, scene: Scene): Promise<void> {
    const { recording } = scene;
    const file = inlineFile(storyboard.assets?.[recording?.asset ?? ''] ?? '');
    if (recording === undefined || file === undefined) return;
    await this.useFile(storyboard, scene, file.bytes);
    await this.setTrim(storyboard, scene, recording);
  }

  /** Cuts the ends off. @param trim seconds from the start of the take; at least a fifth of one stays */
  async setTrim(storyboard: Storyboard, scene: Scene, { start, end }: { readonly start: number; readonly end: number }): Promise<void> {
    const seconds = this.#take?.seconds ?? 0;
    const from = Math.max(0, Math.min(start, seconds - 0.2));
    this.#trim = { start: from, end: Math.min(seconds, Math.max(end, from + 0.2)) };
    await this.#place(storyboard, scene);
  }

  /** Gives what is to be kept, and closes. */
  keep(scene: Scene): ReturnType<typeof keptTake> | undefined {
    const take = this.#take;
    if (take === undefined) return undefined;
    const kept = keptTake(take, this.#trim, scene.speech);
    this.close();
    return kept;
  }

  async #review(turn: number, storyboard: Storyboard, scene: Scene, open: () => Promise<Sound>): Promise<void> {
    this.#phase = 'opening';
    try {
      const take = takeOf(await open());
      if (turn !== this.#turn) return;
      this.#take = take;
      this.#trim = take.voice;
      this.#phase = 'reviewing';
    } catch (error) {
      if (turn === this.#turn) this.#phase = 'idle';
      throw error;
    }
    await this.#place(storyboard, scene);
  }

  /** Finds how well the words can be placed. */
  async #place(storyboard: Storyboard, scene: Scene): Promise<void> {
    const take = this.#take;
    const trim = this.#trim;
    this.#placedWithin = undefined;
    if (take === undefined || scene.speech.length === 0) return;
    const { recording, url } = keptTake(take, trim, scene.speech);
    const [heard = []] = await this.#session.listen(
      { ...storyboard, scenes: [{ ...scene, recording }], assets: { [recording.asset]: url } }, { voice: 'auto' }, never(),
    );
    if (this.#take === take && this.#trim === trim) this.#placedWithin = heard[0]?.placedWithin;
  }

  #letGo(): void {
    this.#turn += 1;
    this.#open?.close();
    this.#open = undefined;
    this.#phase = 'idle';
    this.#seconds = 0;
    this.#left = countdown;
    this.#level = -100;
    this.#placedWithin = undefined;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
