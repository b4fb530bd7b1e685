// Library surface: no caller here. It is for graphs that must outlive the page, as a study's or a batch's.
import { Failure } from '../../domain/failure';
import type { KeyValueStore } from '../../engine/ports';
import { depthFirstRanks } from './graph';
import type { Pool, SubmitOptions } from './pool';
import type { TaskFuture } from './task';

/** A task of a graph; its results must be plain cloneable data. */
export interface GraphNode<Job> {
  /** Unique in its graph, and the same whenever the graph is built again. */
  readonly key: string;
  /** Keys of the tasks whose results it needs, in the order it takes them. */
  readonly after: readonly string[];
  readonly job: Job | ((results: readonly unknown[]) => Job);
  readonly name?: string;
}

export interface LastingGraph<Job> {
  readonly pool: Pool<Job>;
  /** Where results stand until the whole graph is done; its keys start with the graph's name. */
  readonly store: KeyValueStore;
  /** Names the graph, and with it everything that its results depend on. */
  readonly name: string;
}

/**
 * Runs a task graph whose state survives the page: each result is stored before anyone is given it, so that after a crash or reload the
 * same call goes on with the tasks not done. Once all are done, and their results given, nothing of it is stored any more.
 *
 * A store that fails costs what it would have saved, nothing else.
 *
 * @returns the results by key
 * @throws Failure `invalid-parameter` if the graph has a cycle or a gap; the first failure of a task, after which the results so far stay stored
 */
export async function runLastingGraph<Job>(
  { pool, store, name }: LastingGraph<Job>,
  nodes: readonly GraphNode<Job>[],
  options: Omit<SubmitOptions, 'key' | 'after' | 'name'> = {},
): Promise<ReadonlyMap<string, unknown>> {
  depthFirstRanks(nodes);
  const place = (key: string): string => `${name}/${key}`;
  const done = await storedResults(store, nodes, place);
  const left = nodes.filter((node) => !done.has(node.key));
  const futures = pool.submitGraph(left.map((node) => ({ ...node, after: node.after.filter((key) => !done.has(key)), job: withStored(node, done) })), options);
  await Promise.all(left.map(async ({ key }) => {
    const result = await futureOf(futures, key).result;
    await store.set(place(key), { result }).catch(() => undefined);
    done.set(key, result);
  }));
  await store.deleteMany(nodes.map(({ key }) => place(key))).catch(() => undefined);
  return done;
}

async function storedResults<Job>(store: KeyValueStore, nodes: readonly GraphNode<Job>[], place: (key: string) => string): Promise<Map<string, unknown>> {
  const found = await Promise.all(nodes.map(async ({ key }) => [key, await store.get(place(key)).catch(() => undefined)] as const));
  // Wrapped, so that a result of `undefined` counts as one.
  return new Map(found.flatMap(([key, value]) => (typeof value === 'object' && value !== null && 'result' in value ? [[key, value.result] as const] : [])));
}

/** The job of a node some of whose needs are done: it takes their stored results where it would take those of tasks. */
function withStored<Job>(node: GraphNode<Job>, done: ReadonlyMap<string, unknown>): GraphNode<Job>['job'] {
  // A function is what makes the job of results: jobs themselves cross to workers, and functions cannot.
  const make = typeof node.job === 'function' ? (node.job as (results: readonly unknown[]) => Job) : undefined;
  if (make === undefined) return node.job;
  const stored = new Map(node.after.filter((key) => done.has(key)).map((key) => [key, done.get(key)]));
  return (results) => {
    const fresh = results.values();
    return make(node.after.map((key) => (stored.has(key) ? stored.get(key) : fresh.next().value)));
  };
}

function futureOf(futures: ReadonlyMap<string, TaskFuture>, key: string): TaskFuture {
  const future = futures.get(key);
  if (future === undefined) throw new Failure('invalid-parameter', `A graph must have the task "${key}".`, { key });
  return future;
}
