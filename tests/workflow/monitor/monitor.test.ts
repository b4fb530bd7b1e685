import { expect, test } from 'vitest';
import type { Family } from '../../../src/optimizers/metrics/registry';
import { cacheUseOf } from '../../../src/workflow/monitor/monitor';

const counter = (name: string, series: Family['series']): Family => ({ name, type: 'counter', help: '', unit: '', series });

test('what the cache did is read out of the metrics, a row a step', () => {
  const at = (step: string, result: string, value: number) => ({ labels: [['stage', 'suggestions'], ['step', step], ['result', result]] as const, value });
  const families = [
    counter('kinora_cache_requests_total', [at('score', 'hit', 2), at('score', 'shared', 1), at('score', 'miss', 1), at('split', 'bypass', 5)]),
    counter('kinora_cache_saved_seconds_total', [{ labels: [['stage', 'suggestions'], ['step', 'score']], value: 1.5 }]),
  ];
  expect(cacheUseOf(families)).toEqual([
    { stage: 'suggestions', step: 'score', hits: 3, misses: 1, secondsSaved: 1.5 },
    { stage: 'suggestions', step: 'split', hits: 0, misses: 0, secondsSaved: 0 },
  ]);
  expect(cacheUseOf([])).toEqual([]);
});
