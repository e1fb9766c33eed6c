import { useSignal } from "@preact/signals";
import { dimensionName, siloName } from "../core/language";
import { isLimited, unlimited, withQuota, withTie, withoutTie } from "../core/limits";
import { Choice } from "./Choice";
import { NumberField } from "./NumberField";
import { Picker } from "./Picker";
import { useSession } from "./context";

/** What the plan must respect: how much one actor takes on, ties that must or must not be, and each silo's share. */
export function LimitsEditor() {
  const { voice, limits } = useSession();
  const v = voice.value;
  const l = limits.value;
  const count = (l.perActor > 0 ? 1 : 0) + l.forbidden.length + l.mandatory.length + l.quotas.length;
  return (
    <details class="limits">
      <summary>{v.text("limits.title")}{count > 0 && <span class="tab-count">{v.number(count)}</span>}</summary>
      <p class="intro">{v.text("limits.intro")}</p>
      <NumberField whole label={v.text("limits.perActor")} value={l.perActor || null} take={(n) => { limits.value = { ...l, perActor: n ?? 0 }; }} />
      <Ties />
      <Quotas />
      {isLimited(l) && <button type="button" class="button" onClick={() => { limits.value = unlimited; }}>{v.text("limits.clear")}</button>}
    </details>
  );
}

/** Ties that the plan must have, and ties that it must not. */
function Ties() {
  const { voice, limits, picture } = useSession();
  const v = voice.value;
  const p = picture.value!;
  const [a, b] = [useSignal<number | null>(null), useSignal<number | null>(null)];
  const whole = a.value !== null && b.value !== null && a.value !== b.value;
  const add = (which: "forbidden" | "mandatory"): void => {
    if (a.value === null || b.value === null) return;
    limits.value = withTie(limits.value, which, [p.ids[a.value]!, p.ids[b.value]!]);
    a.value = b.value = null;
  };
  const name = (id: string): string => p.names[p.index.get(id) ?? -1] ?? id;
  return (
    <fieldset class="draw">
      <legend>{v.text("limits.ties")}</legend>
      <Picker above label={v.text("whatif.first")} {...(a.value !== null && { chosen: a.value })} take={(u) => { a.value = u; }} />
      <Picker above label={v.text("whatif.second")} {...(b.value !== null && { chosen: b.value })} take={(u) => { b.value = u; }} />
      <div class="pills">
        <button type="button" class="button" disabled={!whole} onClick={() => add("forbidden")}>{v.text("limits.forbid")}</button>
        <button type="button" class="button" disabled={!whole} onClick={() => add("mandatory")}>{v.text("limits.demand")}</button>
      </div>
      <ul class="edits">
        {(["forbidden", "mandatory"] as const).flatMap((which) => limits.value[which].map((pair) => {
          const text = v.text(which === "forbidden" ? "limits.forbidden" : "limits.mandatory", { a: name(pair[0]), b: name(pair[1]) });
          return (
            <li key={text}>
              <span class="edit-text">{text}</span>
              <button type="button" class="button" aria-label={v.text("filter.remove", { what: text })} onClick={() => { limits.value = withoutTie(limits.value, pair); }}>{v.text("bring.remove")}</button>
            </li>
          );
        }))}
      </ul>
    </fieldset>
  );
}

/** How many bridges may have an actor of a silo at an end. */
function Quotas() {
  const { voice, limits, dimensions, silo } = useSession();
  const v = voice.value;
  const dimension = useSignal(silo.value);
  const value = useSignal("");
  const [least, most] = [useSignal<number | null>(null), useSignal<number | null>(null)];
  const chosen = dimensions.value.find((d) => d.name === dimension.value);
  const add = (): void => {
    limits.value = withQuota(limits.value, { dimension: dimension.value, value: value.value, atLeast: least.value ?? 0, atMost: most.value });
    least.value = most.value = null;
  };
  return (
    <fieldset class="draw">
      <legend>{v.text("limits.quotas")}</legend>
      <div class="two">
        <Choice label={v.text("filter.attribute")} value={dimension.value} onChange={(name) => { dimension.value = name; value.value = ""; }}>
          {dimensions.value.map((d) => <option key={d.name} value={d.name}>{dimensionName(v, d.name, dimensions.value)}</option>)}
        </Choice>
        <Choice label={v.text("filter.value")} value={value.value} onChange={(name) => { value.value = name; }}>
          <option value="">{v.text("filter.choose")}</option>
          {(chosen?.silos ?? []).map((s) => <option key={s.name} value={s.name}>{siloName(v, s.name)}</option>)}
        </Choice>
        <NumberField whole live label={v.text("limits.least")} value={least.value} take={(n) => { least.value = n; }} />
        <NumberField whole live label={v.text("limits.most")} value={most.value} take={(n) => { most.value = n; }} />
      </div>
      <button type="button" class="button" disabled={!value.value || (least.value === null && most.value === null)} onClick={add}>{v.text("limits.addQuota")}</button>
      <ul class="edits">
        {limits.value.quotas.map((q) => {
          const silo = siloName(v, q.value);
          const text = q.atMost === null ? v.text("limits.atLeast", { silo, n: v.number(q.atLeast) })
            : q.atLeast > 0 ? v.text("limits.range", { silo, least: v.number(q.atLeast), most: v.number(q.atMost) }) : v.text("limits.atMost", { silo, n: v.number(q.atMost) });
          return (
            <li key={text}>
              <span class="edit-text">{text}</span>
              <button type="button" class="button" aria-label={v.text("filter.remove", { what: text })}
                onClick={() => { limits.value = withQuota(limits.value, { ...q, atLeast: 0, atMost: null }); }}>{v.text("bring.remove")}</button>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
