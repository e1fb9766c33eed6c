import type { Bridge, LedgerEntry } from "../api/types";
import { byNeed, stepsOf } from "../core/ledger";
import { More } from "./More";
import { Refusal } from "./Refusal";
import { useSession } from "./context";

/** What became of a proposed bridge, and what to say next of it. */
export function Entry({ bridge }: { bridge: Bridge }) {
  const { voice, ledger, edits } = useSession();
  const v = voice.value;
  const entry = ledger.entry(bridge.source, bridge.target);
  if (!entry && !edits.value) return null;
  const busy = ledger.busy.value;
  return (
    <div class="ledger-entry" role="group" aria-label={v.text("ledger.title")} aria-busy={busy}>
      <p role="status">{v.text(entry ? `ledger.is.${entry.state}` : "ledger.new")}{entry && ` · ${v.date(entry.changed.slice(0, 10))}`}</p>
      {entry ? <Steps entry={entry} /> : (
        <div class="pills">
          <button type="button" class="button button-main" disabled={busy} onClick={() => void ledger.begin(bridge, "introduced")}>{v.text("ledger.to.introduced")}</button>
          <button type="button" class="button" disabled={busy} onClick={() => void ledger.begin(bridge, "suggested")}>{v.text("ledger.to.suggested")}</button>
          <button type="button" class="button" disabled={busy} onClick={() => void ledger.begin(bridge, "declined")}>{v.text("ledger.to.declined")}</button>
        </div>
      )}
      {ledger.problem.value && <p class="warning" role="alert"><Refusal problem={ledger.problem.value} /></p>}
    </div>
  );
}

/** The steps that an entry may take; who is meant is said to whoever hears only the button. */
function Steps({ entry, whole = false }: { entry: LedgerEntry; whole?: boolean }) {
  const { voice, ledger, edits } = useSession();
  const v = voice.value;
  if (!edits.value) return null;
  return (
    <div class="pills">
      {stepsOf(entry).map(({ to, back }) => {
        const text = v.text(back ? "ledger.back" : `ledger.to.${to}`);
        return (
          <button key={to} type="button" class="button" disabled={ledger.busy.value} {...(whole && { "aria-label": `${text}: ${names(entry)}` })}
            onClick={() => void ledger.move(entry, to)}>{text}</button>
        );
      })}
    </div>
  );
}

const names = (entry: LedgerEntry): string => entry.who.map((actor) => actor.name).join(" – ");

/** Everything that was ever suggested here, and how often suggestions came true. */
export function Ledger() {
  const { voice, ledger } = useSession();
  const v = voice.value;
  const answer = ledger.known.value;
  if (!answer || answer.total === 0) return null;
  const { hit_rate: rate } = answer;
  return (
    <section>
      <h2>{v.text("ledger.title")}</h2>
      <p class="intro">{rate.reason[v.language]}</p>
      <More items={byNeed(answer.entries)} first={8} class="ledger">
        {(entry) => (
          <li key={entry.id} class="card ledger-card">
            <p><strong>{names(entry)}</strong></p>
            <p class="reason">
              {v.text(`ledger.is.${entry.state}`)} · {v.date(entry.changed.slice(0, 10))}
              {entry.seen?.how === "after" && ` · ${v.text("ledger.seen")}`}
            </p>
            <Steps whole entry={entry} />
          </li>
        )}
      </More>
    </section>
  );
}
