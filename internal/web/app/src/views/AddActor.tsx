import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dimensionName } from "../core/language";
import { arrival, idOf, unwritten } from "../core/newcomer";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";

/** Adds an actor: its name, its place in each dimension, and when it is there. Ties and activities are added on its card. */
export function AddActor({ name }: { name: string }) {
  const session = useSession();
  const { voice, dimensions, whole, isKnown } = session;
  const v = voice.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const draft = useSignal({ ...unwritten(name), attributes: {} as Record<string, string> });
  const { busy, problem, attempt } = useSending("");
  useEffect(() => dialog.current?.showModal(), []);
  const id = draft.value.id.trim() || idOf(draft.value.name, isKnown);
  const isTaken = isKnown(id);
  const ready = draft.value.name.trim() !== "" && !isTaken && whole.value !== null;
  const write = (part: Partial<typeof draft.value>): void => { draft.value = { ...draft.value, ...part }; };
  const save = (event: Event): void => {
    event.preventDefault();
    if (ready) void attempt(() => session.add(arrival({ ...draft.value, id }), id, draft.value.name.trim()));
  };
  const date = (field: "start" | "end", label: string) => (
    <div class="choice">
      <label for={`add-${field}`}>{label}</label>
      <input id={`add-${field}`} value={draft.value[field]} onInput={(event) => write({ [field]: event.currentTarget.value })} />
    </div>
  );
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="add-title" onClose={() => { session.adding.value = null; }}>
      <h2 id="add-title">{v.text("add.title")}</h2>
      <p class="intro">{v.text("add.intro")}</p>
      <form class="add-form" onSubmit={save}>
        <div class="choice">
          <label for="add-name">{v.text("field.name")}</label>
          <input id="add-name" required maxLength={300} value={draft.value.name} onInput={(event) => write({ name: event.currentTarget.value })} />
        </div>
        <div class="choice">
          <label for="add-id">{v.text("field.id")}</label>
          <input id="add-id" maxLength={200} placeholder={id} value={draft.value.id} aria-invalid={isTaken} aria-describedby="add-id-about"
            onInput={(event) => write({ id: event.currentTarget.value })} />
        </div>
        <p id="add-id-about" class={isTaken ? "warning" : "figures"}>{v.text(isTaken ? "add.taken" : "add.id")}</p>
        {dimensions.value.map(({ name: key, silos }) => (
          <div key={key} class="choice">
            <label for={`add-${key}`}>{dimensionName(v, key)}</label>
            <input id={`add-${key}`} list={`add-known-${key}`} value={draft.value.attributes[key] ?? ""}
              onInput={(event) => write({ attributes: { ...draft.value.attributes, [key]: event.currentTarget.value } })} />
            <datalist id={`add-known-${key}`}>{silos.slice(0, 100).map((silo) => <option key={silo.name} value={silo.name} />)}</datalist>
          </div>
        ))}
        {date("start", v.text("field.start"))}
        {date("end", v.text("field.end"))}
        <p class="figures">{v.text("tie.dates")}</p>
        {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
        <div class="pills dialog-end">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>{v.text("add.leave")}</button>
          <button type="submit" class="button button-main" disabled={!ready || busy.value}>{v.text("whatif.addActor")}</button>
        </div>
      </form>
    </dialog>
  );
}
