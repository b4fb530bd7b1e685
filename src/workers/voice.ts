import type { VoiceApi } from '../platform/voice/voices';
import { hire, type Hired } from './hire';

/** Starts a worker that speaks; it loads espeak-ng when told where it lies. */
export function hireVoice(): Hired<VoiceApi> {
  return hire<VoiceApi>(new Worker(new URL('./voice.worker.ts', import.meta.url), { type: 'module', name: 'voice' }), { label: 'The voice worker' });
}
