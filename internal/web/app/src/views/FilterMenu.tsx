import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { dimensionName, siloName } from "../core/language";
import { chipsOf, everything, withCondition, withDates, withTieType, without, type Chip } from "../core/narrow";
import { valueOf } from "../state/source";
import { Choice } from "./Choice";
import { NumberField } from "./NumberField";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { datesOf, metricName } from "./words";

/** Narrows down what is looked at: by attribute, role, kind of tie, dates and figures. Each choice counts at once. */
export function FilterMenu() {
  const session = useSession();
  const { voice, view, detail, dimensions, choices, narrowed } = session;
  const v = voice.value;
  const n = view.value.narrow;
  const attribute = useSignal("");
  const menu = useRef<HTMLDetailsElement>(null);
  const known = valueOf(choices.state.value);
  const types = valueOf(detail.state.value)?.tie_types ?? [];
  const chosen = dimensions.value.find((d) => d.name === attribute.value);
  const figure = session.figure.value;
  const count = chipsOf(n).length;
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={menu} class="menu filter" onKeyDown={close}>
      <summary class="button">{v.text("filter.title")}{count > 0 && <span class="tab-count">{v.number(count)}</span>}</summary>
      <div class="filter-form">
        <Choice label={v.text("filter.attribute")} value={attribute.value} onChange={(name) => { attribute.value = name; }}>
          <option value="">{v.text("filter.choose")}</option>
          {dimensions.value.map((d) => <option key={d.name} value={d.name}>{dimensionName(v, d.name, dimensions.value)}</option>)}
        </Choice>
        <Choice label={v.text("filter.value")} value={n.where.find((c) => c.attribute === attribute.value)?.value ?? ""}
          onChange={(value) => { if (chosen && value) session.narrowTo(withCondition(n, { attribute: chosen.name, value })); }}>
          <option value="">{v.text("filter.choose")}</option>
          {(chosen?.silos ?? []).map((silo) => <option key={silo.name} value={silo.name}>{siloName(v, silo.name)}</option>)}
        </Choice>
        <Choice label={v.text("filter.tieType")} value="" onChange={(type) => { if (type) session.narrowTo(withTieType(n, type)); }}>
          <option value="">{v.text("filter.any")}</option>
          {types.filter((type) => !n.tieTypes.includes(type)).map((type) => <option key={type} value={type}>{v.word(`tieType.${type}`, type)}</option>)}
        </Choice>
        <Choice label={v.text("filter.role")} value={n.role} onChange={(role) => session.narrowTo({ ...n, role })}>
          <option value="">{v.text("filter.any")}</option>
          {(known?.roles ?? []).map(({ role }) => <option key={role} value={role}>{v.word(`role.${role}`, role)}</option>)}
        </Choice>
        {(["from", "to"] as const).map((end) => (
          <div key={end} class="choice">
            <label for={`filter-${end}`}>{v.text(end === "from" ? "filter.from" : "filter.to")}</label>
            <input id={`filter-${end}`} type="date" value={n[end]} min={known?.first ?? ""} max={known?.last ?? ""}
              onChange={(event) => session.narrowTo(end === "from" ? withDates(n, event.currentTarget.value, n.to) : withDates(n, n.from, event.currentTarget.value))} />
          </div>
        ))}
        {(["low", "high"] as const).map((end) => (
          <NumberField key={end} label={v.text(end === "low" ? "filter.low" : "filter.high", { metric: figure ? metricName(v, figure) : "" })}
            value={n[end]} take={(value) => session.narrowTo({ ...view.value.narrow, [end]: value })} />
        ))}
        {narrowed.state.value.status === "failed" && <p class="warning" role="alert"><Refusal problem={narrowed.state.value.problem} /></p>}
      </div>
    </details>
  );
}

/** What the page is narrowed down to, each part with a way to take it away. */
export function Chips() {
  const session = useSession();
  const { voice, view, picture, hidden } = session;
  const v = voice.value;
  const n = view.value.narrow;
  const chips = chipsOf(n);
  const p = picture.value;
  if (chips.length === 0) return null;
  const left = p ? p.size - (hidden.value?.reduce((sum, one) => sum + one, 0) ?? 0) : 0;
  return (
    <div class="chips" role="group" aria-label={v.text("filter.chips")}>
      {chips.map((chip) => {
        const text = sayChip(session, chip);
        return (
          <button key={text} type="button" class="chip" aria-label={v.text("filter.remove", { what: text })} onClick={() => session.narrowTo(without(n, chip))}>
            {text}<span aria-hidden="true">{" ×"}</span>
          </button>
        );
      })}
      {chips.length > 1 && <button type="button" class="link" onClick={() => session.narrowTo(everything)}>{v.text("filter.clear")}</button>}
      <span role="status" class="aside-note">{p ? v.count("filter.left", left) : ""}</span>
    </div>
  );
}

function sayChip(session: ReturnType<typeof useSession>, chip: Chip): string {
  const v = session.voice.value;
  const figure = session.figure.value;
  switch (chip.kind) {
    case "where": return v.text("filter.is", { attribute: dimensionName(v, chip.condition.attribute), value: siloName(v, chip.condition.value) });
    case "tieType": return v.text("filter.is", { attribute: v.text("filter.tieType"), value: v.word(`tieType.${chip.type}`, chip.type) });
    case "role": return v.text("filter.is", { attribute: v.text("filter.role"), value: v.word(`role.${chip.role}`, chip.role) });
    case "asOf": return v.text("filter.on", { date: v.date(chip.date) });
    case "dates": return datesOf(v, chip.from, chip.to);
    case "score": {
      const name = figure ? metricName(v, figure) : "";
      return [name, chip.low !== null ? `≥ ${v.number(chip.low)}` : "", chip.high !== null ? `≤ ${v.number(chip.high)}` : ""].filter(Boolean).join(" ");
    }
  }
}
