import { Failure } from '../../domain/failure';
import { table } from '../../domain/table';

/** A microphone that listens. */
export interface OpenMicrophone {
  /** Level of the last moments, dBFS, -100 to 0. */
  level(): number;
  /** Begins to keep what is heard. */
  record(): void;
  /** Ends that and gives it as a sound file; only after `record`. */
  finish(): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets the microphone go; its light goes out. */
  close(): void;
}

export interface Microphone {
  /** Asks the person. @throws Failure `no-microphone` if there is none, or it was refused */
  open(): Promise<OpenMicrophone>;
}

/** The microphone that the browser offers, as it is: what calls need (echo, gain, noise) would change a voice from sentence to sentence. */
export function browserMicrophone(): Microphone {
  return {
    async open() {
      const stream = await asked();
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.fftSize = 2048;
      context.createMediaStreamSource(stream).connect(analyser);
      void context.resume();
      const heard = new Float32Array(analyser.fftSize);
      const chunks: Blob[] = [];
      let recorder: MediaRecorder | undefined;
      return {
        level() {
          analyser.getFloatTimeDomainData(heard);
          const power = heard.reduce((sum, sample) => sum + sample * sample, 0) / heard.length;
          return Math.max(-100, Math.min(0, 10 * Math.log10(power + 1e-10)));
        },
        record() {
          chunks.length = 0;
          recorder = new MediaRecorder(stream, { audioBitsPerSecond: 160_000 });
          recorder.ondataavailable = ({ data }) => { chunks.push(data); };
          recorder.start();
        },
        async finish() {
          const running = recorder;
          if (running !== undefined && running.state !== 'inactive') {
            await new Promise<void>((resolve) => {
              running.onstop = () => { resolve(); };
              running.stop();
            });
          }
          return new Uint8Array(await new Blob(chunks).arrayBuffer());
        },
        close() {
          if (recorder !== undefined && recorder.state !== 'inactive') recorder.stop();
          for (const track of stream.getTracks()) track.stop();
          void context.close();
        },
      };
    },
  };
}

async function asked(): Promise<MediaStream> {
  // Absent where the page is not a secure context.
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined || typeof MediaRecorder === 'undefined') throw new Failure(
    'no-microphone', 'A microphone must be reachable from this page, and this browser gives it none.',
  );
  try {
    return await devices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  } catch (cause) {
    const reasons: Readonly<Record<string, string>> = table({
      NotAllowedError: 'it was refused', NotFoundError:
        'none was found', NotReadableError: 'another program holds it', SecurityError: 'this page may not use it', AbortError: 'it did not start',
    });
    const name = cause instanceof DOMException ? cause.name : '';
    throw new Failure('no-microphone', `A microphone must be there and allowed, but ${reasons[name] ?? String(cause)}.`, { name }, { cause });
  }
}
