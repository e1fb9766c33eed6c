import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import { problemFrom } from "../api/problem";
import type { ActorAnswer } from "../api/types";
import { blank, draftOf, involveChange, involvement, involveRemoval, isThere, type Involve, type InvolveDraft, type InvolveRecord, type Target } from "../core/involve";
import type { Voice } from "../core/language";
import { idOf } from "../core/newcomer";
import { valueOf } from "../state/source";
import { ActivityPicker } from "./ActivityPicker";
import { More } from "./More";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";
import { datesOf } from "./words";

/** What an actor takes part in; who may change the network corrects, adds and takes out here. */
export function Involvements({ actor }: { actor: ActorAnswer }) {
  const { voice, edits } = useSession();
  const v = voice.value;
  if (actor.activities.length === 0 && !edits.value) return null;
  return (
    <section>
      <h3>{v.text("card.activities")}</h3>
      {actor.activities.length === 0 && <p>{v.text("involve.nothing")}</p>}
      <More items={actor.activities} first={8} class="activities">
        {(activity) => <InvolveRow key={activity.id} actor={actor} activity={activity} />}
      </More>
      {edits.value && <AddInvolvement actor={actor} />}
    </section>
  );
}

const roleName = (v: Voice, role: string): string => v.word(`role.${role}`, role);

function InvolveRow({ actor, activity }: { actor: ActorAnswer; activity: Involve }) {
  const { voice, edits } = useSession();
  const v = voice.value;
  const open = useSignal(false);
  const roles = [...new Set(activity.records.map((record) => record.role ?? ""))].filter(Boolean).map((role) => roleName(v, role));
  return (
    <li>
      <span>{activity.title}</span>
      <span class="activity-line">
        <span class="aside-note">{[roles.join(", "), datesOf(v, activity.start, activity.end)].filter(Boolean).join(" · ")}</span>
        {edits.value && (
          <button type="button" class="button tie-more" aria-expanded={open.value} aria-label={v.text("involve.changeOne", { title: activity.title })}
            onClick={() => { open.value = !open.value; }}>{v.text("involve.change")}</button>
        )}
      </span>
      {open.value && edits.value && (
        <ul class="tie-records">{activity.records.map((record) => <Record key={`${record.role} ${record.start}`} actor={actor} activity={activity} record={record} />)}</ul>
      )}
    </li>
  );
}

/** One participation, to be corrected or taken out. */
function Record({ actor, activity, record }: { actor: ActorAnswer; activity: Involve; record: InvolveRecord }) {
  const { voice } = useSession();
  const v = voice.value;
  const editing = useSignal(false);
  const draft = useSignal(draftOf(record));
  const { busy, problem, send } = useSending(actor.id);
  const change = involveChange(actor, activity, record, draft.value);
  const twice = isThere(activity.records, draft.value, record);
  return (
    <li>
      <p>{[record.role ? roleName(v, record.role) : v.text("involve.noRole"), datesOf(v, record.start, record.end)].filter(Boolean).join(" · ")}</p>
      {record.origin.file && record.origin.file !== "api" && <p class="figures">{v.text("card.source", { file: record.origin.file, line: v.number(record.origin.line) })}</p>}
      <div class="pills">
        <button type="button" class="button" aria-expanded={editing.value} onClick={() => { draft.value = draftOf(record); editing.value = !editing.value; }}>{v.text("tie.edit")}</button>
        <button type="button" class="button" disabled={busy.value} onClick={() => { const { change: asked, back } = involveRemoval(actor, activity, record); void send(asked, back); }}>{v.text("involve.remove")}</button>
      </div>
      {editing.value && (
        <form class="tie-form" onSubmit={(event) => { event.preventDefault(); if (change && !twice) void send(change.change, change.back); }}>
          <Fields id={`involve-${activity.id}-${activity.records.indexOf(record)}`} draft={draft.value} write={(part) => { draft.value = { ...draft.value, ...part }; }} />
          {twice && <p class="warning" role="status">{v.text("edit.twice")}</p>}
          <button type="submit" class="button button-main" disabled={!change || twice || busy.value}>{v.text("edit.save")}</button>
        </form>
      )}
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
    </li>
  );
}

/** Role and dates of a participation. */
function Fields({ id, draft, write }: { id: string; draft: InvolveDraft; write: (part: Partial<InvolveDraft>) => void }) {
  const { voice, choices } = useSession();
  const v = voice.value;
  const field = (name: keyof InvolveDraft, label: string, list = "") => (
    <div class="choice">
      <label for={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} list={list} value={draft[name]} onInput={(event) => write({ [name]: event.currentTarget.value })} />
    </div>
  );
  return (
    <>
      {field("role", v.text("field.role"), `${id}-roles`)}
      <datalist id={`${id}-roles`}>{(valueOf(choices.state.value)?.roles ?? []).map(({ role }) => <option key={role} value={role}>{roleName(v, role)}</option>)}</datalist>
      {field("start", v.text("tie.start"))}
      {field("end", v.text("tie.end"))}
      <p class="figures">{v.text("tie.dates")}</p>
    </>
  );
}

/** Lets the actor take part in an activity that is there, or in a new one. */
function AddInvolvement({ actor }: { actor: ActorAnswer }) {
  const { voice, network } = useSession();
  const v = voice.value;
  const target = useSignal<Target | null>(null);
  const draft = useSignal(blank);
  const { busy, problem, send } = useSending(actor.id);
  const records = actor.activities.find((activity) => activity.id === target.value?.id)?.records ?? [];
  const twice = isThere(records, draft.value);
  const make = async (title: string): Promise<void> => {
    const wish = idOf(title, () => false);
    try {
      const ids = new Set((await api.activities(network.value, wish, 1000)).activities.map((activity) => activity.id));
      target.value = { id: idOf(title, (id) => ids.has(id)), title, isNew: true };
    } catch (cause) {
      problem.value = problemFrom(cause);
    }
  };
  const add = async (): Promise<void> => {
    if (!target.value || twice) return;
    const { change, back } = involvement(actor, target.value, draft.value);
    if (await send(change, back)) [target.value, draft.value] = [null, blank];
  };
  return (
    <details class="limits join">
      <summary>{v.text("involve.add")}</summary>
      <form onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <ActivityPicker label={v.text("field.activity")} chosen={target.value?.title ?? ""} take={({ id, title }) => { target.value = { id, title, isNew: false }; }} make={(title) => void make(title)} />
        {target.value?.isNew && <p class="figures" role="status">{v.text("involve.isNew", { title: target.value.title })}</p>}
        <Fields id="involve-new" draft={draft.value} write={(part) => { draft.value = { ...draft.value, ...part }; }} />
        {twice && <p class="warning" role="status">{v.text("edit.twice")}</p>}
        <button type="submit" class="button button-main" disabled={!target.value || twice || busy.value}>{v.text("involve.addIt")}</button>
      </form>
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
    </details>
  );
}
