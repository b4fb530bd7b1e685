import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/domain/failure';
import { defaultConfiguration, readConfiguration } from '../../src/workflow/configuration';

describe('the configuration', () => {
  test('is the defaults where nothing else is said', () => {
    expect(readConfiguration(undefined, '')).toEqual({ configuration: defaultConfiguration, refused: [] });
  });

  test('takes the address over the settings store over the defaults', () => {
    const { configuration } = readConfiguration('{"workers":3,"cache.days":7}', '?workers=1&without=wasm,voice');
    expect(configuration).toEqual({ ...defaultConfiguration, workers: 1, 'cache.days': 7, without: ['wasm', 'voice'] });
  });

  test.each([
    ['?workers=99', 'workers', '<=16', 99],
    ['?workers=two', 'workers', 'number', Number.NaN],
    ['?without=gpu', 'without', '("wasm" | "workers" | "storage" | "webcodecs" | "ffmpeg" | "voice")', ['gpu']],
    ['?cache.policy=random', 'cache.policy', '("allkeys-lru" | "allkeys-lfu" | "noeviction")', 'random'],
  ])('refuses %s, naming path, rule and value, and keeps the default', (query, path, rule, value) => {
    const { configuration, refused } = readConfiguration(undefined, query);
    expect(configuration).toEqual(defaultConfiguration);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(ConfigurationError);
    expect(refused[0]?.details).toEqual({ path, rule, value });
  });

  test('keeps the good values beside a bad one', () => {
    const { configuration, refused } = readConfiguration('{"workers":-1,"cache.memory":32}', '');
    expect(configuration).toEqual({ ...defaultConfiguration, 'cache.memory': 32 });
    expect(refused.map(({ details }) => details['path'])).toEqual(['workers']);
  });

  test('survives a settings store that is not JSON', () => {
    const { configuration, refused } = readConfiguration('{broken', '?workers=2');
    expect(configuration.workers).toBe(2);
    expect(refused[0]?.message).toBe('The settings store must hold a JSON object, got {broken.');
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])('takes no setting that every object has: %s', (name) => {
    const { configuration, refused } = readConfiguration(`{"${name}":1}`, `?${name}=1`);
    expect(configuration).toEqual(readConfiguration(undefined, '').configuration);
    expect(refused).toEqual([]);
  });

  test('leaves words of the address alone that are not its own', () => {
    expect(readConfiguration(undefined, '?automated&utm_source=x').refused).toEqual([]);
  });
});
