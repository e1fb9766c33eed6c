import type { WhatIfFigures } from "../api/types";
import type { Key, Voice } from "../core/language";
import { useSession } from "./context";

/** The figures in the order that they matter to somebody who brings people together, and whether more of it is better. */
const shown: readonly { id: keyof WhatIfFigures; name: Key; better: 1 | -1 | 0 }[] = [
  { id: "reach", name: "whatif.reach", better: 1 },
  { id: "mean_distance", name: "whatif.distance", better: -1 },
  { id: "unreachable_pairs", name: "whatif.unreachable", better: -1 },
  { id: "components", name: "whatif.components", better: -1 },
  { id: "largest_part", name: "whatif.largest", better: 1 },
  { id: "isolates", name: "whatif.isolates", better: -1 },
  { id: "single_points", name: "whatif.points", better: -1 },
  { id: "e_i", name: "whatif.ei", better: 1 },
  { id: "actors", name: "whatif.actors", better: 0 },
  { id: "ties", name: "whatif.ties", better: 0 },
];

/** Figures side by side: one column for each state, against the first. Few means the first rows only. */
export function FigureTable({ caption, columns, few = false }: { caption: string; columns: readonly { name: string; figures: WhatIfFigures }[]; few?: boolean }) {
  const { voice } = useSession();
  const v = voice.value;
  const first = columns[0]!.figures;
  return (
    <table class="figures-table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{v.text("whatif.figure")}</th>
          {columns.map((column) => <th key={column.name} scope="col" class="number">{column.name}</th>)}
        </tr>
      </thead>
      <tbody>
        {(few ? shown.slice(0, 4) : shown).map(({ id, name, better }) => (
          <tr key={id}>
            <th scope="row">{v.text(name)}</th>
            {columns.map((column, i) => (
              <td key={column.name} class="number">
                {precise(v, column.figures[id])}
                {i > 0 && <Step v={v} from={first[id]} to={column.figures[id]} better={better} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** More digits than elsewhere: a single tie moves these figures in the fourth. */
function precise(v: Voice, x: number | null): string {
  return x === null || Number.isInteger(x) ? v.number(x) : v.fine(x);
}

/** How a figure moved: an arrow and the amount, and in words whether that is good. */
function Step({ v, from, to, better }: { v: Voice; from: number | null; to: number | null; better: 1 | -1 | 0 }) {
  if (from === null || to === null || from === to) return <span class="step">{v.text("whatif.same")}</span>;
  const up = to > from;
  const verdict: Key = better === 0 ? "whatif.changed" : up === better > 0 ? "whatif.better" : "whatif.worse";
  return (
    <span class={`step ${verdict === "whatif.better" ? "step-better" : verdict === "whatif.worse" ? "step-worse" : ""}`}>
      {`${up ? "▲ +" : "▼ −"}${precise(v, Math.abs(to - from))}`}
      <span class="unseen">{` ${v.text(verdict)}`}</span>
    </span>
  );
}
