import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, pendingWorkflow, stageMilliseconds, type WorkflowEvent, type WorkflowState } from '../../src/engine/workflowState';

const fresh = pendingWorkflow('w', 'a.md');
const after = (...events: WorkflowEvent[]): WorkflowState => events.reduce(advance, fresh);

const started: WorkflowEvent = { type: 'started', at: 0 };
const reading: WorkflowEvent = { type: 'step-started', stage: 'extraction', step: 'read', at: 1 };

describe('the state of a workflow', () => {
  test('goes from pending over running to succeeded', () => {
    expect(fresh.state).toBe('pending');
    expect(after(started).state).toBe('running');
    expect(after(started, { type: 'succeeded', at: 9 }).state).toBe('succeeded');
  });

  test('marks a stage running with its first step', () => {
    expect(after(started, reading).stages).toEqual({ extraction: 'running', suggestions: 'pending', video: 'pending' });
  });

  test('closes running steps and stages when it fails, and keeps why', () => {
    const failed = after(started, reading, { type: 'failed', at: 5, code: 'damaged-file', message: 'Broken.' });
    expect(failed.stages.extraction).toBe('failed');
    expect(failed.steps).toEqual([{ stage: 'extraction', step: 'read', state: 'failed', started: 1, ended: 5 }]);
    expect(failed.failure).toEqual({ code: 'damaged-file', message: 'Broken.' });
  });

  test('can be cancelled before it began', () => {
    expect(after({ type: 'cancelled', at: 1 }).state).toBe('cancelled');
  });

  test('tells how long a stage took', () => {
    const done = after(started, reading, { type: 'step-succeeded', step: 'read', at: 31 });
    expect(stageMilliseconds(done, 'extraction')).toBe(30);
    expect(stageMilliseconds(done, 'video')).toBe(0);
  });

  test('never leaves its states, and nothing follows an end', () => {
    const event = fc.oneof(
      fc.constant<WorkflowEvent>(started),
      fc.record({
        type: fc.constant('step-started' as const), stage: fc.constantFrom('extraction' as const, 'suggestions' as const, 'video' as const),
        step: fc.constantFrom('a', 'b'), at: fc.nat(),
      }),
      fc.record({ type: fc.constant('step-succeeded' as const), step: fc.constantFrom('a', 'b', 'c'), at: fc.nat() }),
      fc.record({ type: fc.constant('stage-succeeded' as const), stage: fc.constantFrom('extraction' as const, 'video' as const), at: fc.nat() }),
      fc.record({ type: fc.constantFrom('succeeded' as const, 'cancelled' as const), at: fc.nat() }),
      fc.record({ type: fc.constant('failed' as const), at: fc.nat(), code: fc.constant('bug' as const), message: fc.string() }),
    );
    fc.assert(fc.property(fc.array(event), (events) => {
      let state = fresh;
      for (const next of events) {
        const before = state;
        state = advance(state, next);
        expect(['pending', 'running', 'succeeded', 'failed', 'cancelled']).toContain(state.state);
        if (before.state !== 'pending' && before.state !== 'running') expect(state).toBe(before);
        if (state.state !== 'running') expect(state.steps.every((step) => step.state !== 'running')).toBe(true);
      }
    }));
  });

  test.each([
    ['of another version', { type: 'heartbeat', at: 2 }], ['named as what every object has', { type: 'constructor', at: 2 }], ['null', null],
    ['a word', 'started'], ['of no stage', { type: 'step-started', step: 'read', at: 2 }], ['of another stage', { ...reading, stage: 'review' }],
    ['of no scene', { type: 'scene-succeeded', scene: 'first', of: 3, at: 2 }], ['without a time', { type: 'succeeded' }],
  ])('an event %s changes nothing', (_name, event) => {
    const before = after(started, reading);
    expect(advance(before, event as WorkflowEvent)).toBe(before);
    expect(advance(fresh, event as WorkflowEvent)).toBe(fresh);
  });

  test('events told twice count once', () => {
    const story: WorkflowEvent[] = [
      started, reading, { type: 'step-succeeded', step: 'read', at: 3 }, { type: 'stage-succeeded', stage: 'extraction', at: 3 },
      { type: 'step-started', stage: 'video', step: 'encode', at: 4 }, { type: 'scene-succeeded', scene: 0, of: 2, at: 5 },
    ];
    expect(after(...story.flatMap((event) => [event, event]))).toEqual(after(...story));
    expect(after(...story, ...story)).toEqual(after(...story));
  });

  test('a step that its page died in does not run on beside the one that does it again', () => {
    const resumed = after(started, reading, { type: 'started', at: 7 }, { ...reading, at: 8 });
    expect(resumed.steps.map(({ state }) => state)).toEqual(['cancelled', 'running']);
  });
});
