import { Failure } from '../../domain/failure';

/** One task of a graph and what it needs first. */
export interface GraphNode {
  readonly key: string;
  readonly after: readonly string[];
}

/**
 * Gives each node its place in a depth-first order: a task's needs come right before it, the heaviest first, so that few results wait at a time.
 *
 * @returns ranks from 0, by key
 * @throws Failure `invalid-parameter` if a key is there twice, a need is missing or the graph has a cycle
 *
 * Source: Sethi & Ullman, J. ACM 17(4), 1970 (heaviest first); dask.order follows the same aim.
 */
export function depthFirstRanks(nodes: readonly GraphNode[]): ReadonlyMap<string, number> {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  if (byKey.size !== nodes.length) throw new Failure('invalid-parameter', `Keys of a graph must be unique, got ${nodes.length - byKey.size} twice.`, {});
  const weights = weigh(nodes, byKey);
  const weightOf = (key: string): number => weights.get(key) ?? 0;
  const needed = new Set(nodes.flatMap((node) => node.after));
  const ranks = new Map<string, number>();
  for (const goal of nodes) {
    if (!needed.has(goal.key)) visit(goal.key, (key) => [...(byKey.get(key)?.after ?? [])].sort((a, b) => weightOf(b) - weightOf(a)), ranks);
  }
  return ranks;
}

/** Results that must be held at once to compute a node (its Ershov number). */
function weigh(nodes: readonly GraphNode[], byKey: ReadonlyMap<string, GraphNode>): ReadonlyMap<string, number> {
  const waiting = new Map(nodes.map((node) => [node.key, new Set(node.after).size]));
  const dependents = new Map<string, string[]>();
  for (const node of nodes) {
    for (const need of new Set(node.after)) {
      if (!byKey.has(need)) throw new Failure(
        'invalid-parameter', `What a task needs must be in its graph, got "${need}" for "${node.key}".`, { key: node.key, need },
      );
      dependents.set(need, [...(dependents.get(need) ?? []), node.key]);
    }
  }
  const ready = nodes.filter((node) => node.after.length === 0).map((node) => node.key);
  const weights = new Map<string, number>();
  for (const key of ready) {
    const needs = [...new Set(byKey.get(key)?.after)].map((need) => weights.get(need) ?? 0).sort((a, b) => b - a);
    weights.set(key, Math.max(1, ...needs.map((weight, index) => weight + index)));
    for (const dependent of dependents.get(key) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      // Grows while it is walked: that is the topological order.
      if (left === 0) ready.push(dependent);
    }
  }
  if (ready.length !== nodes.length) throw new Failure(
    'invalid-parameter', `A task graph must have no cycle, got one among ${nodes.length - ready.length} tasks.`, {},
  );
  return weights;
}

/** Post-order without recursion: chains can be long. */
function visit(goal: string, needsOf: (key: string) => readonly string[], ranks: Map<string, number>): void {
  const path: { readonly key: string; readonly needs: readonly string[]; next: number }[] = [{ key: goal, needs: needsOf(goal), next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const need = top.needs[top.next++];
    if (need === undefined) {
      ranks.set(top.key, ranks.size);
      path.pop();
    } else if (!ranks.has(need)) {
      path.push({ key: need, needs: needsOf(need), next: 0 });
    }
  }
}
