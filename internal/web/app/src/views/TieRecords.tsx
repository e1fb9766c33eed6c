import { useSignal } from "@preact/signals";
import type { ActorAnswer } from "../api/types";
import type { Voice } from "../core/language";
import { directionOf, draftOf, figureOf, isThere, tieChange, tieRemoval, type Direction, type Tie, type TieDraft, type TieRecord } from "../core/tie";
import { valueOf } from "../state/source";
import { Choice } from "./Choice";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";
import { datesOf } from "./words";

/** What one tie is made of: each collaboration with its figures and where it comes from, to be corrected or taken out where it is read. */
export function TieRecords({ actor, tie }: { actor: ActorAnswer; tie: Tie }) {
  const { voice } = useSession();
  const v = voice.value;
  const open = useSignal(false);
  if (tie.records.length === 0) return null;
  return (
    <>
      <button type="button" class="button tie-more" aria-expanded={open.value} aria-label={v.text("tie.aboutOne", { name: tie.name })} onClick={() => { open.value = !open.value; }}>{v.text("tie.about")}</button>
      {open.value && <ul class="tie-records">{tie.records.map((record) => <Record key={JSON.stringify({ ...record, weight: 0, confidence: 0, end: "" })} actor={actor} tie={tie} record={record} />)}</ul>}
    </>
  );
}

/** A collaboration in a few words. */
function told(v: Voice, record: TieRecord, actor: string, other: string): string {
  const direction = directionOf(record, actor);
  return [
    record.type ? v.word(`tieType.${record.type}`, record.type) : "",
    direction === "both" ? "" : v.text(direction === "to" ? "tie.isTo" : "tie.isFrom", { name: other }),
    datesOf(v, record.start, record.end), v.text("tie.figures", { weight: v.number(record.weight ?? 1), confidence: v.share(record.confidence ?? 1) }),
  ].filter(Boolean).join(" · ");
}

function Record({ actor, tie, record }: { actor: ActorAnswer; tie: Tie; record: TieRecord }) {
  const session = useSession();
  const { voice, detail, edits } = session;
  const v = voice.value;
  const editing = useSignal(false);
  const draft = useSignal(draftOf(record, actor.id));
  const { busy, problem, send } = useSending(actor.id);
  const change = tieChange(actor, tie, record, draft.value);
  const twice = isThere(tie.records, actor.id, draft.value, record);
  const types = (valueOf(detail.state.value)?.tie_types ?? []).filter((t) => t !== "participation");
  const id = `tie-${tie.id}-${tie.records.indexOf(record)}`;
  const write = (part: Partial<TieDraft>): void => { draft.value = { ...draft.value, ...part }; };
  const field = (name: "start" | "end" | "weight" | "confidence", label: string, wrong = false) => (
    <div class="choice">
      <label for={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} value={draft.value[name]} aria-invalid={wrong} inputMode={name === "start" || name === "end" ? "text" : "decimal"}
        onInput={(event) => write({ [name]: event.currentTarget.value })} />
    </div>
  );
  return (
    <li>
      <p>{told(v, record, actor.id, tie.name)}</p>
      {record.origin.file && record.origin.file !== "api" && <p class="figures">{v.text("card.source", { file: record.origin.file, line: v.number(record.origin.line) })}</p>}
      {edits.value && (
        <div class="pills">
          <button type="button" class="button" aria-expanded={editing.value} onClick={() => { draft.value = draftOf(record, actor.id); editing.value = !editing.value; }}>{v.text("tie.edit")}</button>
          <button type="button" class="button" disabled={busy.value} onClick={() => { const { change: asked, back } = tieRemoval(actor, tie, record); void send(asked, back); }}>{v.text("whatif.removeTie")}</button>
        </div>
      )}
      {editing.value && (
        <form class="tie-form" onSubmit={(event) => { event.preventDefault(); if (change) void send(change.change, change.back); }}>
          <div class="choice">
            <label for={`${id}-type`}>{v.text("filter.tieType")}</label>
            <input id={`${id}-type`} list={`${id}-types`} value={draft.value.type} onInput={(event) => write({ type: event.currentTarget.value })} />
          </div>
          <datalist id={`${id}-types`}>{types.map((t) => <option key={t} value={t} />)}</datalist>
          <Choice label={v.text("tie.direction")} value={draft.value.direction} onChange={(to) => write({ direction: to as Direction })}>
            <option value="both">{v.text("tie.both")}</option>
            <option value="to">{v.text("tie.isTo", { name: tie.name })}</option>
            <option value="from">{v.text("tie.isFrom", { name: tie.name })}</option>
          </Choice>
          {field("start", v.text("tie.start"))}
          {field("end", v.text("tie.end"))}
          <p class="figures">{v.text("tie.dates")}</p>
          {field("weight", v.text("tie.weight"), figureOf(draft.value.weight) === null)}
          {field("confidence", v.text("tie.confidence"), figureOf(draft.value.confidence, 1) === null)}
          {twice && <p class="warning" role="status">{v.text("edit.twice")}</p>}
          <button type="submit" class="button button-main" disabled={!change || twice || busy.value}>{v.text("edit.save")}</button>
        </form>
      )}
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
    </li>
  );
}
