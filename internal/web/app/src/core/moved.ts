/** The circles of a network at one date: of each actor the circle that it is in, or −1, and how many ties it has. */
export interface Circles {
  readonly ids: readonly string[];
  readonly circle: readonly number[];
  readonly degree: readonly number[];
}

/** An actor who is not with most of its old circle any more, and who the middle of the old and of the new one is. */
export interface Move {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Who moved to another circle between two dates. Circles have no names that last, so each old one goes on in the new one that holds most of it,
 * the largest overlap first and each new one once: where a circle splits or two become one, the smaller part has moved. Only actors with
 * ties at both dates can.
 */
export function movesBetween(earlier: Circles, later: Circles): Move[] {
  const now = new Map(later.ids.map((id, u) => [id, u]));
  const both = earlier.ids.flatMap((id, u) => {
    const v = now.get(id);
    const there = v !== undefined && earlier.degree[u]! > 0 && later.degree[v]! > 0 && earlier.circle[u]! >= 0 && later.circle[v]! >= 0;
    return there ? [{ id, old: earlier.circle[u]!, new: later.circle[v]! }] : [];
  });
  const shared = new Map<string, { old: number; new: number; n: number }>();
  for (const { old, new: next } of both) {
    const key = `${old} ${next}`;
    const pair = shared.get(key) ?? { old, new: next, n: 0 };
    pair.n++;
    shared.set(key, pair);
  }
  const goesOn = new Map<number, number>();
  const taken = new Set<number>();
  for (const pair of [...shared.values()].sort((a, b) => b.n - a.n || a.old - b.old || a.new - b.new)) {
    if (goesOn.has(pair.old) || taken.has(pair.new)) continue;
    goesOn.set(pair.old, pair.new);
    taken.add(pair.new);
  }
  const [before, after] = [middles(earlier), middles(later)];
  return both.filter((actor) => goesOn.get(actor.old) !== actor.new).map(({ id, old, new: next }) => ({ id, from: before.get(old)!, to: after.get(next)! }));
}

/** The actor with the most ties of each circle: people know a circle by who is in the middle of it. */
function middles({ ids, circle, degree }: Circles): Map<number, string> {
  const best = new Map<number, number>();
  for (const [u, c] of circle.entries()) {
    const other = best.get(c);
    if (other === undefined || degree[u]! > degree[other]!) best.set(c, u);
  }
  return new Map([...best].map(([c, u]) => [c, ids[u]!]));
}
