import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { dimensionName, siloName, type Key } from "../core/language";
import { rows, turn, type Column, type Filter, type Order } from "../core/table";
import { Choice } from "./Choice";
import { valueOf } from "../state/source";
import { Notices } from "./Notices";
import { OnlyChosen } from "./OnlyChosen";
import { Places, placeText } from "./Places";
import { Swatch } from "./Swatch";
import { actorsCSV } from "./actors";
import { download } from "./download";
import { useSession } from "./context";
import { metricName, nameOf } from "./words";

const page = 100;

/** The actors of the map as a table: the same picture for those who read better than they look. */
export function ActorTable() {
  const session = useSession();
  const { voice, picture, scores, places, network, view, hidden, chosen, chooses, tint } = session;
  const v = voice.value;
  const p = picture.value!;
  const order = useSignal<Order>({ column: "degree", down: true });
  const filter = useSignal<Filter>({ text: "", silo: null });
  const at = useSignal(0);
  const shown = useMemo(
    () => rows(p, scores.value, { ...filter.value, hidden: hidden.value }, order.value, v.compare, tint.value),
    [p, tint.value, scores.value, filter.value, order.value, hidden.value, v],
  );
  const pages = Math.max(1, Math.ceil(shown.length / page));
  const current = Math.min(at.value, pages - 1);
  const figure = session.figure.value;
  const hasScore = figure !== undefined && figure.id !== "degree";
  const coloured = tint.value;
  const headings: [Column, string][] = [
    ["name", v.text("table.name")], ["silo", v.text("table.silo")], ...(coloured ? [["tint", dimensionName(v, coloured.dimension)] satisfies [Column, string]] : []), ["degree", v.text("table.degree")],
    ...(hasScore ? [["score", metricName(v, figure)] satisfies [Column, string]] : []),
  ];
  const selection = view.value.selection;
  const taken = shown.reduce((n, u) => n + (chosen.has.value.has(p.ids[u]!) ? 1 : 0), 0);

  /** All rows that pass the filter, in this order, under the service's own names, so that the file can be brought in again. */
  const save = (): void => {
    const content = actorsCSV(session, [...shown], coloured);
    download(`${network.value}-actors.csv`, new Blob([content], { type: "text/csv" }));
  };

  return (
    <section class="table">
      {hasScore && scores.value && <Notices run={valueOf(session.scoring.answer.state.value)?.answer.run ?? {}} />}
      <div class="table-tools">
        <div class="choice">
          <label for="table-filter">{v.text("table.filter")}</label>
          <input id="table-filter" type="search" value={filter.value.text}
            onInput={(event) => { filter.value = { ...filter.value, text: event.currentTarget.value }; at.value = 0; }} />
        </div>
        {p.silos.length > 0 && (
          <Choice label={v.text("table.silo")} value={String(filter.value.silo ?? "")}
            onChange={(value) => { filter.value = { ...filter.value, silo: value === "" ? null : Number(value) }; at.value = 0; }}>
            <option value="">{v.text("table.allSilos")}</option>
            {p.silos.map(({ name }, s) => <option key={name} value={String(s)}>{nameOf(v, p, s)}</option>)}
            {p.silo.includes(-1) && <option value="-1">{v.text("legend.none")}</option>}
          </Choice>
        )}
        <button type="button" class="button" onClick={save}>{v.text("save.table")}</button>
        {session.edits.value && <button type="button" class="button" aria-haspopup="dialog" onClick={() => { session.adding.value = ""; }}>{v.text("whatif.invent")}</button>}
        <Places />
        <p role="status" class="table-count">
          {v.text("table.count", { shown: v.number(shown.length), all: v.number(p.size) })}
          {chosen.ids.value.length > 0 && <span class="table-chosen">{v.count("chosen.title", chosen.ids.value.length)}</span>}
        </p>
      </div>
      <OnlyChosen />
      <div class="table-scroll" tabIndex={0} role="region" aria-label={v.text("table.caption", { network: network.value })}>
        <table>
          <caption class="unseen">{v.text("table.caption", { network: network.value })}</caption>
          <thead>
            <tr>
              {chooses.value && (
                <th class="column-tick">
                  <input type="checkbox" aria-label={v.text("table.chooseAll", { n: v.number(shown.length) })} disabled={shown.length === 0}
                    checked={taken > 0 && taken === shown.length} indeterminate={taken > 0 && taken < shown.length}
                    onChange={() => chosen.flip([...shown].map((u) => p.ids[u]!))} />
                </th>
              )}
              {headings.map(([column, title]) => (
                <th key={column} scope="col" class={`column-${column}`} aria-sort={order.value.column === column ? (order.value.down ? "descending" : "ascending") : "none"}>
                  <button type="button" onClick={() => { order.value = turn(order.value, column); at.value = 0; }}>{title}</button>
                </th>
              ))}
              {places.value && <th scope="col" class="column-place">{v.text("table.place")}</th>}
            </tr>
          </thead>
          <tbody>
            {[...shown.subarray(current * page, (current + 1) * page)].map((u) => (
              <tr key={p.ids[u]} class={selection.kind === "actor" && selection.id === p.ids[u] ? "row-chosen" : ""}>
                {chooses.value && (
                  <td class="column-tick">
                    <input type="checkbox" aria-label={v.text("table.choose", { name: p.names[u]! })} checked={chosen.has.value.has(p.ids[u]!)} onChange={() => chosen.flip([p.ids[u]!])} />
                  </td>
                )}
                <th scope="row"><button type="button" class="link" onClick={() => session.pick({ kind: "actor", id: p.ids[u]! })}>{p.names[u]}</button></th>
                <td><span class="cell-silo"><Swatch silo={p.silo[u]!} />{nameOf(v, p, p.silo[u]!)}</span></td>
                {coloured && <td><span class="cell-silo"><Swatch silo={coloured.of[u]!} among={coloured.values} />{siloName(v, coloured.values[coloured.of[u]!]?.name ?? "")}</span></td>}
                <td class="number">{v.number(p.degree[u]!)}</td>
                {hasScore && <td class="number">{v.number(scores.value?.[u] ?? null)}</td>}
                {places.value && <td class="number place">{placeText(v, places.value[u])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="waiting">{v.text("table.empty")}</p>}
      </div>
      {pages > 1 && (
        <div class="pager">
          <Turn text="table.previous" off={current === 0} onClick={() => { at.value = current - 1; }} />
          <span>{v.text("table.page", { page: v.number(current + 1), pages: v.number(pages) })}</span>
          <Turn text="table.next" off={current === pages - 1} onClick={() => { at.value = current + 1; }} />
        </div>
      )}
    </section>
  );
}

function Turn({ text, off, onClick }: { text: Key; off: boolean; onClick: () => void }) {
  const { voice } = useSession();
  return <button type="button" class="button" disabled={off} onClick={onClick}>{voice.value.text(text)}</button>;
}
