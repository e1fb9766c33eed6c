import type { Narrowing } from "./narrow";
import type { Picture } from "./picture";

/** Marks with 1 the actors that the page leaves out: without the role, with a figure outside the range, or marked already. Null when nobody is. */
export function hiddenBy(picture: Picture, n: Narrowing, scores: Float64Array | null, role: readonly string[] | null, also: Uint8Array | null = null): Uint8Array | null {
  const ranged = scores !== null && (n.low !== null || n.high !== null);
  const has = n.role && role ? new Set(role) : null;
  if (!ranged && !has) return also;
  return Uint8Array.from(picture.ids, (id, u) => {
    if (also?.[u] || (has && !has.has(id))) return 1;
    const score = scores?.[u] ?? NaN;
    return ranged && !(score >= (n.low ?? -Infinity) && score <= (n.high ?? Infinity)) ? 1 : 0;
  });
}
