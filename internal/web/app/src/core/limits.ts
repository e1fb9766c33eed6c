import type { LimitsAsked } from "../api/types";

/** What a plan of bridges must respect. Ties are pairs of ids. */
export interface Limits {
  readonly perActor: number; // new ties that one actor takes on; 0: any
  readonly forbidden: readonly (readonly [string, string])[];
  readonly mandatory: readonly (readonly [string, string])[];
  readonly quotas: readonly Quota[];
}

/** How many of the bridges may have an actor of this silo at either end. */
export interface Quota {
  readonly dimension: string;
  readonly value: string;
  readonly atLeast: number; // 0: none
  readonly atMost: number | null; // null: any
}

export const unlimited: Limits = { perActor: 0, forbidden: [], mandatory: [], quotas: [] };

export const isLimited = (l: Limits): boolean => l.perActor > 0 || l.forbidden.length + l.mandatory.length + l.quotas.length > 0;

const same = (p: readonly [string, string], q: readonly [string, string]): boolean => (p[0] === q[0] && p[1] === q[1]) || (p[0] === q[1] && p[1] === q[0]);

/** Forbids or demands a tie; it cannot be both, so the latest word counts. A tie with oneself is none. */
export function withTie(l: Limits, which: "forbidden" | "mandatory", pair: readonly [string, string]): Limits {
  if (pair[0] === pair[1]) return l;
  const rest = withoutTie(l, pair);
  return { ...rest, [which]: [...rest[which], pair] };
}

export const withoutTie = (l: Limits, pair: readonly [string, string]): Limits => ({
  ...l, forbidden: l.forbidden.filter((p) => !same(p, pair)), mandatory: l.mandatory.filter((p) => !same(p, pair)),
});

/** Sets a silo's quota; one that demands and limits nothing is taken away. */
export function withQuota(l: Limits, quota: Quota): Limits {
  const rest = l.quotas.filter((q) => q.dimension !== quota.dimension || q.value !== quota.value);
  return { ...l, quotas: quota.atLeast > 0 || quota.atMost !== null ? [...rest, quota] : rest };
}

/** The limits as the service takes them. */
export const limitsAsked = (l: Limits): LimitsAsked => ({
  ...(l.perActor > 0 && { new_ties_per_actor: l.perActor }),
  ...(l.forbidden.length > 0 && { forbidden: l.forbidden.map(([a, b]): [string, string] => [a, b]) }),
  ...(l.mandatory.length > 0 && { mandatory: l.mandatory.map(([a, b]): [string, string] => [a, b]) }),
  ...(l.quotas.length > 0 && {
    quotas: l.quotas.map((q) => ({ dimension: q.dimension, value: q.value, ...(q.atLeast > 0 && { at_least: q.atLeast }), ...(q.atMost !== null && { at_most: q.atMost }) })),
  }),
});
