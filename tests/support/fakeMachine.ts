import type { Monitor } from '../../src/workflow/monitor/monitor';

/** Readings of one short film: one step read on the page, two on workers, one scene lost with its worker. */
export function fakeMachine(changes: Partial<Monitor> = {}): Monitor {
  const task = { key: '', lane: 'visible', attempt: 1, after: [] };
  return {
    summary: () => [
      { stage: 'extraction', step: 'read', count: 1, total: 0.02, p50: 0.02, p95: 0.02, p99: 0.02 },
      { stage: 'suggestions', step: 'score', count: 4, total: 0.1, p50: 0.02, p95: 0.04, p99: 0.04 },
      { stage: 'video', step: 'encode', count: 1, total: 3, p50: 3, p95: 3, p99: 3 },
    ],
    tasks: () => [
      { ...task, task: 1, crew: 'steps', name: 'score', worker: 0, queued: 20, started: 25, ended: 45, outcome: 'succeeded' },
      { ...task, task: 2, crew: 'film', name: 'encode', worker: 0, queued: 100, started: 100, ended: 900, outcome: 'worker-lost' },
      { ...task, task: 3, crew: 'film', name: 'encode', worker: 0, queued: 900, started: 900, ended: 3100, outcome: 'succeeded' },
    ],
    steps: () => [
      { number: 0, stage: 'extraction', step: 'read', workflow: 'w1', started: 0, ended: 20, outcome: 'succeeded' },
      { number: 1, stage: 'suggestions', step: 'score', workflow: 'w1', started: 20, ended: 50, outcome: 'succeeded' },
      { number: 2, stage: 'video', step: 'encode', workflow: 'w2', started: 100, ended: 3100, outcome: 'succeeded' },
    ],
    cacheUse: () => [
      { stage: 'suggestions', step: 'score', hits: 3, misses: 1, secondsSaved: 0.06 },
      { stage: 'video', step: 'encode', hits: 0, misses: 1, secondsSaved: 0 },
    ],
    pageBlocked: () => 0.12,
    memory: () => [
      { at: 0, kinds: new Map([['performance.memory', 20e6]]) },
      { at: 5000, kinds: new Map([['performance.memory', 30e6]]) },
    ],
    log: () => [
      { level: 'info', time: 1000, message: 'A workflow began.', workflow: 'w1', step: '', fields: {} },
      { level: 'warn', time: 2000, message: 'A worker ended under encode.', workflow: '', step: 'encode', fields: { crew: 'film', worker: 0 } },
    ],
    metricsText: () => '# HELP',
    historyText: () => '# EOF',
    verifyKernels: async () => ({
      id: 'wasm-simd/1', sentences: 4,
      trials: [
        { kernel: 'similarity', difference: 6e-8, agrees: true, ms: 1, referenceMs: 3 },
        { kernel: 'partition', difference: 0, agrees: true, ms: 2, referenceMs: 2 },
      ],
    }),
    clearCache: async () => 7,
    storage: async () => ({ used: 12e6, quota: 1e9, isPersistent: false }),
    keepStorage: async () => true,
    ...changes,
  };
}
