import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { ActorAnswer, ChangeAsked } from "../api/types";
import { changeOf, draftOf, tieTo } from "../core/edit";
import { dimensionName } from "../core/language";
import { valueOf } from "../state/source";
import { Choice } from "./Header";
import { Picker } from "./Picker";
import { useSession } from "./context";

/** Corrects one actor, or adds one tie, where they are read. Each is a change of its own, which the data's history can take back. */
export function EditActor({ actor }: { actor: ActorAnswer }) {
  const session = useSession();
  const { voice, picture, detail, dimensions, edited } = session;
  const v = voice.value;
  const draft = useSignal(draftOf(actor));
  const [other, type] = [useSignal<string | null>(null), useSignal("")];
  const [busy, problem] = [useSignal(false), useSignal("")];
  const p = picture.value;
  const at = other.value === null ? undefined : p?.index.get(other.value);
  const change = changeOf(actor, draft.value);
  const keys = [...new Set([...Object.keys(actor.attributes ?? {}), ...dimensions.value.map((d) => d.name)])].sort((a, b) => v.compare(a, b));

  const send = async (asked: ChangeAsked | null): Promise<void> => {
    if (!asked || busy.value) return;
    [busy.value, problem.value] = [true, ""];
    try {
      await session.edit(asked, actor.id);
      other.value = null;
    } catch (cause) {
      problem.value = cause instanceof Problem && cause.status === 412 ? v.text("edit.stale") : (cause instanceof Problem && cause.detail) || v.text("app.offline");
    }
    busy.value = false;
  };
  return (
    <section>
      <p role="status" class="told">{edited.value === actor.id && v.text("edit.done")}</p>
      <details class="limits edit">
        <summary>{v.text("edit.title")}</summary>
        <form onSubmit={(event) => { event.preventDefault(); void send(change); }}>
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
        <form onSubmit={(event) => { event.preventDefault(); if (p && at !== undefined) void send(tieTo(actor, { id: p.ids[at]!, name: p.names[at]! }, type.value)); }}>
          <Picker above label={v.text("edit.tie")} {...(at === undefined ? {} : { chosen: at })} take={(u) => { other.value = p?.ids[u] ?? null; }} />
          <Choice label={v.text("filter.tieType")} value={type.value} onChange={(to) => { type.value = to; }}>
            <option value="">{v.text("card.unknown")}</option>
            {(valueOf(detail.state.value)?.tie_types ?? []).filter((t) => t !== "participation").map((t) => <option key={t} value={t}>{v.word(`tieType.${t}`, t)}</option>)}
          </Choice>
          <button type="submit" class="button" disabled={at === undefined || p?.ids[at] === actor.id || busy.value}>{v.text("edit.addTie")}</button>
        </form>
        {problem.value && <p class="warning" role="alert">{problem.value}</p>}
      </details>
    </section>
  );
}
