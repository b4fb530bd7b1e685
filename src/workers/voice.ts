import type { VoiceApi } from '../platform/voice/voices';
import { startWorker } from '../platform/page/startWorker';
import { hire, type Hired } from './hire';
import address from './voice.worker?worker&url';

/** Starts a worker that speaks; it loads espeak-ng when told where it lies. */
export function hireVoice(): Hired<VoiceApi> {
  return hire<VoiceApi>(startWorker(address, 'voice'), { label: 'The voice worker' });
}
