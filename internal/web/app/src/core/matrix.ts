import type { Gap } from "../api/types";
import type { Picture } from "./picture";

/** How a pair of silos compares with chance: −3 far fewer ties … 0 about as many … 3 far more. */
export type Step = -3 | -2 | -1 | 0 | 1 | 2 | 3;
export const steps: readonly Step[] = [-3, -2, -1, 0, 1, 2, 3];

/** Observed ÷ expected up to which each step reaches; the scale is even in powers of two, so a half and a double are as far from even. */
const upTo: readonly (readonly [Step, number])[] = [[-3, 0.25], [-2, 0.5], [-1, 0.8], [0, 1.25], [1, 2], [2, 4], [3, Infinity]];

/** The step of a pair, or null where there is and was to be expected less than one tie: too little to compare. */
export function stepOf(gap: Pick<Gap, "observed" | "expected">): Step | null {
  if (gap.expected < 1 && gap.observed < 1) return null;
  const ratio = gap.observed / gap.expected;
  return upTo.find(([, limit]) => ratio < limit)?.[0] ?? 3;
}

/** Silos against silos, the largest first; a cell is what is known of the pair, null on the diagonal and where nothing is. */
export interface Matrix {
  readonly silos: readonly number[]; // positions in the picture
  readonly cells: readonly (readonly (Gap | null)[])[];
}

/** Builds the matrix of the largest silos that the pairs speak of. */
export function matrixOf(picture: Picture, pairs: readonly Gap[], limit: number): Matrix {
  const named = new Set(pairs.flatMap((pair) => [picture.siloIndex.get(pair.a) ?? -1, picture.siloIndex.get(pair.b) ?? -1]));
  named.delete(-1);
  const silos = [...named].sort((s, t) => picture.silos[t]!.actors - picture.silos[s]!.actors || s - t).slice(0, limit);
  const place = new Map(silos.map((s, i) => [picture.silos[s]!.name, i]));
  const cells: (Gap | null)[][] = silos.map(() => silos.map(() => null));
  for (const pair of pairs) {
    const [i, j] = [place.get(pair.a), place.get(pair.b)];
    if (i === undefined || j === undefined) continue;
    cells[i]![j] = pair;
    cells[j]![i] = pair;
  }
  return { silos, cells };
}

/** The cell that an arrow key leads to from (row, column), the diagonal jumped over; the same one at the edge. */
export function nextCell(size: number, row: number, column: number, down: number, right: number): [number, number] {
  let [r, c] = [row + down, column + right];
  if (r === c) [r, c] = [r + down, c + right];
  return r < 0 || c < 0 || r >= size || c >= size ? [row, column] : [r, c];
}
