import type { Storyboard } from '../../domain/storyboard';
import type { ExportSettings } from '../../domain/film/video';
import type { PlayedPart, Player, Playing } from '../../platform/hearing/player';
import type { PlaybackVoice } from './playback.svelte';

/** What is to be heard, and how. */
export interface PreviewScript {
  readonly storyboard: Storyboard;
  readonly voice: Pick<ExportSettings, 'voice' | 'rate'>;
}

/**
 * Gives the preview its sound: each scene is spoken when it comes, the next one while it is heard. Where nobody can speak, the preview is silent.
 *
 * @param script of the film that is shown; `undefined` while there is none
 * @param partsOf gives what a scene sounds like
 */
export function previewVoice(
  player: Player, script: () => PreviewScript | undefined, partsOf: (script: PreviewScript, scene: number) => Promise<readonly PlayedPart[]>,
): PlaybackVoice {
  let state: ReturnType<PlaybackVoice['state']> = 'silent';
  let playing: Playing | undefined;
  /** Raised with everything new: older sounds come too late. */
  let turn = 0;

  function stop(): void {
    turn += 1;
    playing?.stop();
    playing = undefined;
    state = 'silent';
  }

  return {
    state: () => state,
    stop,
    enter(scene, seconds) {
      stop();
      const mine = turn;
      const now = script();
      if (now === undefined) return;
      state = 'waiting';
      const quiet = (): void => { if (mine === turn) state = 'silent'; };
      partsOf(now, scene).then(async (parts) => {
        if (mine !== turn) return;
        playing = player.play(parts, seconds);
        state = 'speaking';
        if (scene + 1 < now.storyboard.scenes.length) partsOf(now, scene + 1).catch(() => undefined);
        await playing.ended;
        quiet();
      }).catch(quiet);
    },
  };
}
