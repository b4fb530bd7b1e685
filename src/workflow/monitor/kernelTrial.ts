import type { Content, Sentence } from '../../domain/content';
import type { Clock } from '../../engine/ports';
import type { Kernels } from '../../kernels/kernels';
import { referenceKernels } from '../../kernels/reference';
import { kernelNames, kernelSample, verifyKernel, type KernelCheck, type Numbers } from '../../optimizers/numeric/verify';
import { bagsOf, weightedRows } from '../../stages/suggestions/vectors';
import { subjectWords } from '../../stages/suggestions/words';

/** One kernel on a document's own sentences, beside the reference. */
export interface KernelTrial extends KernelCheck {
  /** Milliseconds of one call, the best of a few rounds. */
  readonly ms: number;
  readonly referenceMs: number;
}

export interface KernelTrials {
  /** Name and version of the kernels that were tried. */
  readonly id: string;
  /** How many sentences they were tried on. */
  readonly sentences: number;
  readonly trials: readonly KernelTrial[];
}

/** All pairs of so many sentences are a megapixel: enough to measure by, and no run blocks the page. */
const mostSentences = 1000;
/** The first run of each warms up; the best of the others counts. */
const runs = 3;
/** Clocks of browsers step by up to 0.1 ms: quick kernels are repeated for so many ms. */
const least = 4;

/**
 * Compares all kernels with the reference, bit for bit and in time, on the sentences of a document; of a long one, on an even sample.
 *
 * @param rest awaited between runs, so that the page stays free
 */
export async function tryKernels(
  kernels: Kernels, content: Content, sentences: readonly Sentence[], clock: Clock, rest: () => Promise<void>,
): Promise<KernelTrials> {
  const stride = Math.max(1, sentences.length / mostSentences);
  const sample = Array.from({ length: Math.min(sentences.length, mostSentences) }, (_, index) => sentences[Math.floor(index * stride)]?.text ?? '');
  const wordsOf = await subjectWords(content.language);
  const matrix = referenceKernels.normalizeRows(weightedRows(bagsOf(sample.map((text) => wordsOf(text)))));
  const tried = kernelSample(matrix);
  const trials: KernelTrial[] = [];
  for (const kernel of kernelNames) {
    const best = new Map<string, number>();
    let check: KernelCheck | undefined;
    for (let run = 0; run < runs; run += 1) {
      await rest();
      if (run === 1) best.clear();
      check = verifyKernel(kernel, kernels, tried, timed(clock, best));
    }
    if (check !== undefined) trials.push({ ...check, ms: best.get('kernel') ?? 0, referenceMs: best.get('reference') ?? 0 });
  }
  return { id: kernels.id, sentences: sample.length, trials };
}

/** Repeats each call that is compared, and notes its best mean time. */
function timed(clock: Clock, best: Map<string, number>): (of: 'kernel' | 'reference', call: () => Numbers) => Numbers {
  return (of, call) => {
    const started = clock.now();
    for (let calls = 1; ; calls += 1) {
      const result = call();
      const elapsed = clock.now() - started;
      // A clock that stands still must not keep us here.
      if (elapsed < least && calls < 10_000) continue;
      best.set(of, Math.min(best.get(of) ?? Infinity, elapsed / calls));
      return result;
    }
  };
}
