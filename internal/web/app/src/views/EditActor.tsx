import { useSignal } from "@preact/signals";
import type { ActorAnswer } from "../api/types";
import { backTo, changeOf, draftOf, tieTo } from "../core/edit";
import { dimensionName } from "../core/language";
import { tieRemoval } from "../core/tie";
import { valueOf } from "../state/source";
import { Choice } from "./Choice";
import { Picker } from "./Picker";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";

/** Corrects one actor, or adds one tie, where they are read. Each is a change of its own, which the data's history can take back. */
export function EditActor({ actor }: { actor: ActorAnswer }) {
  const session = useSession();
  const { voice, picture, detail, dimensions } = session;
  const v = voice.value;
  const draft = useSignal(draftOf(actor));
  const [other, type] = [useSignal<string | null>(null), useSignal("")];
  const { busy, problem, send } = useSending(actor.id);
  const p = picture.value;
  const at = other.value === null ? undefined : p?.index.get(other.value);
  const change = changeOf(actor, draft.value);
  const keys = [...new Set([...Object.keys(actor.attributes ?? {}), ...dimensions.value.map((d) => d.name)])].sort((a, b) => v.compare(a, b));

  const addTie = async (): Promise<void> => {
    if (!p || at === undefined) return;
    const to = { id: p.ids[at]!, name: p.names[at]! };
    const asked = tieTo(actor, to, type.value);
    const [record] = asked.upsert.collaborations ?? [];
    // What is there already is only taken out again by whoever put it there.
    const known = (actor.ties ?? []).find((tie) => tie.id === to.id)?.records.some((r) => (r.type ?? "") === (record?.type ?? "") && !r.start && !r.directed);
    const back = record && !known ? tieRemoval(actor, to, { ...record, origin: { file: "", line: 0 } }).change : null;
    if (await send(asked, back)) other.value = null;
  };
  return (
    <section>
      <details class="limits edit">
        <summary>{v.text("edit.title")}</summary>
        <form onSubmit={(event) => { event.preventDefault(); void send(change, change && backTo(actor, change)); }}>
          <div class="choice">
            <label for="edit-name">{v.text("field.name")}</label>
            <input id="edit-name" required value={draft.value.name} onInput={(event) => { draft.value = { ...draft.value, name: event.currentTarget.value }; }} />
          </div>
          {keys.map((key) => (
            <div key={key} class="choice">
              <label for={`edit-${key}`}>{dimensionName(v, key)}</label>
              <input id={`edit-${key}`} list={`known-${key}`} value={draft.value.attributes[key] ?? ""}
                onInput={(event) => { draft.value = { ...draft.value, attributes: { ...draft.value.attributes, [key]: event.currentTarget.value } }; }} />
              <datalist id={`known-${key}`}>{(dimensions.value.find((d) => d.name === key)?.silos ?? []).slice(0, 100).map((silo) => <option key={silo.name} value={silo.name} />)}</datalist>
            </div>
          ))}
          <button type="submit" class="button button-main" disabled={!change || busy.value}>{v.text("edit.save")}</button>
        </form>
        <form onSubmit={(event) => { event.preventDefault(); void addTie(); }}>
          <Picker above label={v.text("edit.tie")} {...(at === undefined ? {} : { chosen: at })} take={(u) => { other.value = p?.ids[u] ?? null; }} />
          <Choice label={v.text("filter.tieType")} value={type.value} onChange={(to) => { type.value = to; }}>
            <option value="">{v.text("card.unknown")}</option>
            {(valueOf(detail.state.value)?.tie_types ?? []).filter((t) => t !== "participation").map((t) => <option key={t} value={t}>{v.word(`tieType.${t}`, t)}</option>)}
          </Choice>
          <button type="submit" class="button" disabled={at === undefined || p?.ids[at] === actor.id || busy.value}>{v.text("edit.addTie")}</button>
        </form>
        {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
      </details>
    </section>
  );
}
