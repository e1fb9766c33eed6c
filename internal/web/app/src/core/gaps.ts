import type { Gap, SiloTie } from "../api/types";

/** A silo pair that meets less than half as much as chance would have it, where chance gives at least one tie. */
export function isShort(tie: Pick<SiloTie, "weight" | "expected">): boolean {
  return tie.expected !== null && tie.expected >= 1 && tie.weight < tie.expected / 2;
}

/** The short pairs worth drawing: those that miss the most, so that with many silos the picture does not fill with dashes. */
export function shortest(ties: readonly SiloTie[], limit: number): SiloTie[] {
  const lack = (tie: SiloTie): number => (tie.expected ?? 0) - tie.weight;
  return ties.filter(isShort).sort((s, t) => lack(t) - lack(s) || s.a - t.a || s.b - t.b).slice(0, limit);
}

/** The pairs that are gaps at all: fewer ties than expected. The service ranks surpluses too, at the end. */
export function missing(gaps: readonly Gap[]): Gap[] {
  return gaps.filter((gap) => gap.observed < gap.expected);
}

/** Whether chance alone is an unlikely explanation, at a false discovery rate of 5 %. */
export function isSignificant(gap: Gap): boolean {
  return gap.q !== null && gap.q <= 0.05;
}
