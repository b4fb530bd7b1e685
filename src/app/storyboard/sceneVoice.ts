import type { Snippet } from 'svelte';
import type { Scene } from '../../domain/storyboard';

/** What a scene's card shows of its voice. */
export interface SceneVoice {
  /** Whether there is something to hear. */
  readonly canListen: boolean;
  readonly isHeard: boolean;
  /** Whether the recorder is open for it. */
  readonly isRecording: boolean;
  readonly onlisten: () => void;
  readonly onrecorder: () => void;
  readonly recorder: Snippet<[Scene]>;
}
