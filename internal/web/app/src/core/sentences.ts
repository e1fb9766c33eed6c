import type { Gap } from "../api/types";
import { siloName, type Voice } from "./language";

/** A gap in one sentence: which silos, how many ties there are, how many chance would give. */
export function gapSentence(v: Voice, gap: Gap): string {
  const values = { a: siloName(v, gap.a), b: siloName(v, gap.b), observed: v.amount(gap.observed), expected: v.amount(gap.expected) };
  if (gap.observed === 0) return v.text("gap.none", values);
  // Where ties have weights, a weight must not be read as a number of ties.
  if (gap.observed !== (gap.observed_ties ?? gap.observed)) return v.text("gap.weighted", values);
  return v.count("gap.sentence", gap.observed, values);
}
