import { useSignal } from "@preact/signals";
import { siloName } from "../core/language";
import type { Picture } from "../core/picture";
import { isGone, thoughtUp, type Edit, type Edits, type NewActor } from "../core/sandbox";
import { ActivityPicker } from "./ActivityPicker";
import { valueOf } from "../state/source";
import { FigureTable } from "./FigureTable";
import { Choice } from "./Choice";
import { Notices } from "./Notices";
import { Picker } from "./Picker";
import { Refusal } from "./Refusal";
import { Scenarios } from "./Scenarios";
import { Ungrouped } from "./Ungrouped";
import { useSession } from "./context";

/** The sandbox: ties drawn and removed, actors taken out, and what that changes. The stored network stays as it is. */
export function WhatIf() {
  const session = useSession();
  const { voice, silo, sandbox } = session;
  const v = voice.value;
  if (!silo.value) return <Ungrouped />;
  const edits = sandbox.edits.value;
  const figures = sandbox.figures.value;
  const state = sandbox.effect.state.value;
  return (
    <>
      <p class="intro">{v.text("whatif.intro")}</p>
      <Draw />
      <Invent />
      <Convene />
      <h2>{v.text("whatif.changes")}</h2>
      {edits.length === 0 ? <p class="intro">{v.text("whatif.none")}</p> : (
        <>
          <ol class="edits">{edits.map((edit) => <Made key={JSON.stringify(edit)} edit={edit} />)}</ol>
          <div class="pills">
            <button type="button" class="button" onClick={() => sandbox.undo(edits.at(-1)!)}>{v.text("whatif.undoLast")}</button>
            <button type="button" class="button" onClick={sandbox.clear}>{v.text("whatif.clear")}</button>
          </div>
        </>
      )}
      {state.status === "failed" && <p class="warning" role="alert"><Refusal problem={state.problem} /></p>}
      {figures && edits.length > 0 && (
        <section aria-busy={state.status === "loading"}>
          <h2>{v.text("whatif.figures")}</h2>
          <p role="status" class="unseen">{v.text("whatif.told", { before: v.number(figures.before.reach), after: v.number(figures.after.reach) })}</p>
          <Notices run={figures.run} />
          <FigureTable caption={v.text("whatif.figures")}
            columns={[{ name: v.text("whatif.before"), figures: figures.before }, { name: v.text("whatif.after"), figures: figures.after }]} />
        </section>
      )}
      <Scenarios />
    </>
  );
}

/** Two actors and what to do with them: what the pointer does on the map, for the keyboard. */
function Draw() {
  const { voice, picture, sandbox } = useSession();
  const v = voice.value;
  const p = picture.value!;
  const [first, second] = [useSignal<string | null>(null), useSignal<string | null>(null)];
  const [a, b] = [first.value, second.value];
  const place = (id: string | null): number | undefined => (id === null ? undefined : p.index.get(id));
  const both = a !== null && b !== null && a !== b && place(a) !== undefined && place(b) !== undefined;
  const tied = both && sandbox.isTied(a, b);
  return (
    <fieldset class="draw">
      <legend>{v.text("whatif.draw")}</legend>
      <Picker above label={v.text("whatif.first")} {...given(place(a))} take={(u) => { first.value = p.ids[u]!; }} />
      <Picker above label={v.text("whatif.second")} {...given(place(b))} take={(u) => { second.value = p.ids[u]!; }} />
      <div class="pills">
        <button type="button" class="button button-main" disabled={!both || tied} onClick={() => { if (both) sandbox.draw(a, b); }}>{v.text("whatif.addTie")}</button>
        <button type="button" class="button" disabled={!both || !tied} onClick={() => { if (both) sandbox.cut(a, b); }}>{v.text("whatif.removeTie")}</button>
        <button type="button" class="button" disabled={a === null} onClick={() => { if (a !== null) sandbox.leave(a); }}>{v.text("whatif.removeActor")}</button>
      </div>
    </fieldset>
  );
}

const given = (chosen: number | undefined): { chosen?: number } => (chosen === undefined ? {} : { chosen });

/** Somebody who is not there yet: a name and a silo. Ties come after it, from the list of changes. */
function Invent() {
  const { voice, picture, sandbox, silo } = useSession();
  const v = voice.value;
  const [name, where] = [useSignal(""), useSignal("")];
  const add = (event: Event): void => {
    event.preventDefault();
    if (!name.value.trim()) return;
    sandbox.invent(name.value.trim(), silo.value, where.value);
    name.value = "";
  };
  return (
    <form class="draw invent" onSubmit={add}>
      <fieldset>
        <legend>{v.text("whatif.invent")}</legend>
        <div class="choice">
          <label for="invent-name">{v.text("table.name")}</label>
          <input id="invent-name" maxLength={120} value={name.value} onInput={(event) => { name.value = event.currentTarget.value; }} />
        </div>
        <Choice label={v.text("table.silo")} value={where.value} onChange={(to) => { where.value = to; }}>
          <option value="">{v.text("legend.none")}</option>
          {picture.value!.silos.filter((s) => s.name).map((s) => <option key={s.name} value={s.name}>{siloName(v, s.name)}</option>)}
        </Choice>
        <button type="submit" class="button button-main" disabled={!name.value.trim()}>{v.text("whatif.addActor")}</button>
      </fieldset>
    </form>
  );
}

/** The name of an actor of the map, or of one that is only thought up. */
const nameIn = (p: Picture, edits: Edits) => (id: string): string =>
  p.names[p.index.get(id) ?? -1] ?? thoughtUp(edits).find((actor) => actor.id === id)?.name ?? id;

/** An activity that is not there yet with those who would take part, or the end of one that is. */
function Convene() {
  const { voice, picture, sandbox, detail } = useSession();
  const v = voice.value;
  const p = picture.value!;
  const [title, who] = [useSignal(""), useSignal<readonly string[]>([])];
  const nameOf = nameIn(p, sandbox.edits.value);
  const join = (id: string): void => { if (!who.value.includes(id)) who.value = [...who.value, id]; };
  const there = who.value.filter((id) => !isGone(sandbox.edits.value, id));
  const add = (event: Event): void => {
    event.preventDefault();
    if (there.length < 2) return;
    sandbox.convene(title.value.trim() || v.text("sandbox.untitled"), there);
    [title.value, who.value] = ["", []];
  };
  const newcomers = thoughtUp(sandbox.edits.value).filter((actor) => !who.value.includes(actor.id));
  return (
    <form class="draw invent convene" onSubmit={add}>
      <fieldset>
        <legend>{v.text("sandbox.convene")}</legend>
        <div class="choice">
          <label for="convene-title">{v.text("field.title")}</label>
          <input id="convene-title" maxLength={200} value={title.value} onInput={(event) => { title.value = event.currentTarget.value; }} />
        </div>
        <Picker above label={v.text("sandbox.join")} take={(u) => join(p.ids[u]!)} />
        {newcomers.length > 0 && (
          <div class="pills">
            {newcomers.map((actor) => <button key={actor.id} type="button" class="button" onClick={() => join(actor.id)}>{v.text("sandbox.joinOne", { name: actor.name })}</button>)}
          </div>
        )}
        {there.length > 0 && (
          <ul class="edits" aria-label={v.text("sandbox.who")}>
            {there.map((id) => (
              <li key={id}>
                <span class="edit-text">{nameOf(id)}</span>
                <button type="button" class="button" aria-label={v.text("sandbox.outOne", { name: nameOf(id) })} onClick={() => { who.value = who.value.filter((other) => other !== id); }}>{v.text("bring.remove")}</button>
              </li>
            ))}
          </ul>
        )}
        <button type="submit" class="button button-main" disabled={there.length < 2}>{v.text("sandbox.add")}</button>
        {(valueOf(detail.state.value)?.counts.activities ?? 0) > 0 && <ActivityPicker label={v.text("sandbox.end")} chosen="" take={sandbox.end} />}
      </fieldset>
    </form>
  );
}

/** Ties of somebody who is not there yet: the map has nobody to drag from. */
function TieOf({ actor }: { actor: NewActor }) {
  const { voice, picture, sandbox } = useSession();
  return <Picker label={voice.value.text("whatif.tieOf", { name: actor.name })} take={(u) => sandbox.draw(actor.id, picture.value!.ids[u]!)} />;
}

/** One change, and the way to take it back. */
function Made({ edit }: { edit: Edit }) {
  const { voice, picture, sandbox } = useSession();
  const v = voice.value;
  const p = picture.value!;
  const name = nameIn(p, sandbox.edits.value);
  const text = edit.kind === "add-actor" ? v.text("whatif.new", { name: edit.name, silo: siloName(v, edit.silo) })
    : edit.kind === "remove-actor" ? v.text("whatif.without", { name: name(edit.id) })
    : edit.kind === "add-activity" ? v.text("sandbox.added", { title: edit.title, who: v.list(edit.who.map(name)) })
    : edit.kind === "remove-activity" ? v.text("sandbox.ended", { title: edit.title, actors: v.count("actors", edit.actors) })
    : v.text(edit.kind === "add-tie" ? "whatif.added" : "whatif.removed", { a: name(edit.a), b: name(edit.b) });
  const more = edit.kind.startsWith("add-");
  return (
    <li>
      <span class={`edit-sign ${more ? "edit-more" : "edit-less"}`} aria-hidden="true">{more ? "+" : "−"}</span>
      <span class="edit-text">{text}</span>
      <button type="button" class="button" aria-label={v.text("whatif.undoOne", { what: text })} onClick={() => sandbox.undo(edit)}>{v.text("history.undo")}</button>
      {edit.kind === "add-actor" && <TieOf actor={edit} />}
    </li>
  );
}
