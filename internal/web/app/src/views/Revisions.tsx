import { useSignal } from "@preact/signals";
import { problemFrom, type Problem } from "../api/problem";
import type { Counts } from "../api/types";
import { history, some } from "../core/bring";
import type { Voice } from "../core/language";
import { Confirm } from "./Confirm";
import { More } from "./More";
import { Refusal } from "./Refusal";
import { Waiting } from "./Waiting";
import { useSession } from "./context";

interface Wish {
  readonly to: number;
  readonly question: string;
}

/** The network's changes, the newest first, each with the way back to what was before. */
export function Revisions() {
  const session = useSession();
  const { voice, revisions, edits } = session;
  const v = voice.value;
  const wish = useSignal<Wish | null>(null);
  const failed = useSignal<Problem | null>(null);

  const revert = async (to: number): Promise<void> => {
    wish.value = null;
    failed.value = null;
    try {
      await session.revert(to);
    } catch (cause) {
      failed.value = problemFrom(cause);
    }
  };
  return (
    <>
      {failed.value && <p role="alert" class="verdict verdict-bad"><Refusal problem={failed.value} /></p>}
      <Waiting source={revisions}>
        {(list) => list.length === 0 ? <p class="intro">{v.text("history.none")}</p> : (
          <More items={history(list)} first={12} class="revisions">
            {({ revision, before }) => {
              const newest = revision.revision === Math.max(...list.map((r) => r.revision));
              return (
                <li key={revision.revision} class="revision">
                  <span class="rank">{v.number(revision.revision)}</span>
                  <div class="revision-text">
                    <p><strong>{v.moment(revision.made)}</strong>{" · "}<span>{revision.message || revision.by}</span></p>
                    <p class="figures">{changes(v, revision.added, revision.removed)}</p>
                  </div>
                  {edits.value && <button type="button" class="button" onClick={() => {
                    wish.value = newest
                      ? { to: before, question: v.text(before === 0 ? "history.askEmpty" : "history.askUndo", { n: v.number(revision.revision), to: v.number(before) }) }
                      : { to: revision.revision, question: v.text("history.askReturn", { to: v.number(revision.revision) }) };
                  }} aria-label={v.text(newest ? "history.undoLabel" : "history.returnLabel", { n: v.number(revision.revision) })}>
                    {v.text(newest ? "history.undo" : "history.return")}
                  </button>}
                </li>
              );
            }}
          </More>
        )}
      </Waiting>
      {wish.value && (
        <Confirm question={wish.value.question} yes={v.text("history.yes")} onNo={() => { wish.value = null; }} onYes={() => void revert(wish.value!.to)} />
      )}
    </>
  );
}

function changes(v: Voice, added: Counts, removed: Counts): string {
  const told = [
    ...some(added).map(({ kind, n }) => `+ ${v.count(kind, n)}`),
    ...some(removed).map(({ kind, n }) => `− ${v.count(kind, n)}`),
  ];
  return told.length > 0 ? told.join(" · ") : v.text("history.nothing");
}
