import { csvOf } from "../core/csv";
import type { Tint } from "../core/tint";
import type { Session } from "../state/session";

/** Actors as a file, under the service's own names, so that it can be brought in again; with a column for what colours them, where that is given. */
export function actorsCSV({ picture, silo, figure, scores }: Session, actors: readonly number[], tint: Tint | null = null): string {
  const p = picture.value!;
  const scored = figure.value && figure.value.id !== "degree" ? figure.value.id : "";
  const header = ["id", "name", ...(silo.value ? [silo.value] : []), ...(tint ? [tint.dimension] : []), "degree", ...(scored ? [scored] : [])];
  return csvOf(header, actors.map((u) => [
    p.ids[u]!, p.names[u]!, ...(silo.value ? [p.silos[p.silo[u]!]?.name ?? ""] : []), ...(tint ? [tint.values[tint.of[u]!]?.name ?? ""] : []),
    p.degree[u]!, ...(scored ? [scores.value?.[u] ?? NaN] : []),
  ]));
}
