import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Revision } from "../api/types";
import { bySilo } from "../core/change";
import { stopsBetween } from "../core/dates";
import { siloName } from "../core/language";
import { onDay } from "../core/narrow";
import { momentOf, revisionOf } from "../core/revised";
import type { View } from "../core/view";
import { Choice } from "./Choice";
import { More } from "./More";
import { Trend } from "./Trend";
import { Waiting } from "./Waiting";
import { useSession } from "./context";
import { momentName, nameOf } from "./words";

/** Milliseconds that a date stays on the map while playing: long enough to look at it. */
const beat = 1200;

/** The network at other dates: one date after the other, two of them compared, and a figure over all of them. */
export function Time() {
  const { voice, choices, revisions } = useSession();
  const v = voice.value;
  return (
    <>
      <Waiting source={choices}>
        {({ first, last }) => {
          const stops = stopsBetween(first, last);
          if (stops.length < 2) return <p class="intro">{v.text("time.none")}</p>;
          return (
            <>
              <p class="intro">{v.text("time.intro", { first: v.date(first), last: v.date(last) })}</p>
              <Slider stops={stops} />
              <Difference stops={stops} />
              <Trend stops={stops} />
            </>
          );
        }}
      </Waiting>
      <Waiting source={revisions}>{(list) => (list.length > 1 ? <Revised list={list} /> : null)}</Waiting>
    </>
  );
}

/** A date on the map, by a slider, by steps, or one after the other. */
function Slider({ stops }: { stops: readonly string[] }) {
  const session = useSession();
  const { voice, view, picture, narrowed } = session;
  const v = voice.value;
  const asOf = view.value.narrow.asOf;
  const at = asOf ? stops.findLastIndex((stop) => stop <= asOf) : stops.length - 1;
  const playing = useSignal(false);
  const go = (to: number): void => {
    const stop = stops[Math.min(Math.max(to, 0), stops.length - 1)]!;
    session.setView({ ...view.value, narrow: onDay(view.value.narrow, stop), since: null });
  };
  const waiting = narrowed.state.value.status === "loading";
  useEffect(() => {
    if (!playing.value || waiting) return;
    if (at >= stops.length - 1) {
      playing.value = false;
      return;
    }
    const timer = setTimeout(() => go(at + 1), beat);
    return () => clearTimeout(timer);
  }, [playing.value, waiting, at]);
  const p = picture.value;
  const active = p ? p.degree.reduce((sum, degree) => sum + (degree > 0 ? 1 : 0), 0) : 0;
  return (
    <section class="time-slider">
      <label for="time-at">{v.text("time.at")}</label>
      <input id="time-at" type="range" min={0} max={stops.length - 1} step={1} value={at} aria-valuetext={v.date(stops[Math.max(at, 0)]!)}
        onInput={(event) => { playing.value = false; go(Number(event.currentTarget.value)); }} />
      <div class="pills">
        <button type="button" class="button" disabled={at <= 0} onClick={() => go(at - 1)}>{v.text("time.earlier")}</button>
        <button type="button" class="button button-main" aria-pressed={playing.value}
          onClick={() => {
            playing.value = !playing.value;
            if (playing.value && at >= stops.length - 1) go(0);
          }}>
          {v.text(playing.value ? "time.pause" : "time.play")}
        </button>
        <button type="button" class="button" disabled={at >= stops.length - 1} onClick={() => go(at + 1)}>{v.text("time.later")}</button>
        <button type="button" class="button" disabled={!asOf} onClick={() => session.narrowTo(onDay(view.value.narrow, ""))}>{v.text("time.all")}</button>
      </div>
      <p role="status" class="time-told">
        {asOf ? v.text("time.told", { date: v.date(asOf), actors: v.number(active), ties: v.number(p?.source.length ?? 0) }) : v.text("time.whole")}
      </p>
    </section>
  );
}

/** What came and what went between two dates, on the map and in a table. */
function Difference({ stops }: { stops: readonly string[] }) {
  const { voice, view } = useSession();
  const v = voice.value;
  const since = view.value.since?.every(revisionOf) ? null : view.value.since;
  return (
    <section>
      <h2>{v.text("change.title")}</h2>
      <Pair since={since} usual={[stops[Math.floor(stops.length / 2) - 1] ?? stops[0]!, stops.at(-2) ?? stops.at(-1)!]}
        moments={stops.map((stop) => [stop, v.date(stop)])} labels={[v.text("change.from"), v.text("change.to")]} button={v.text("change.show")} />
    </section>
  );
}

interface PairProps {
  /** The two that are compared now. */
  since: View["since"];
  /** The two that are offered before any are compared. */
  usual: readonly [string, string];
  /** All that can be chosen, with their names. */
  moments: readonly (readonly [moment: string, name: string])[];
  labels: readonly [string, string];
  button: string;
}

/** Two moments to be chosen, in whatever order, and what came and went between them. */
function Pair({ since, usual, moments, labels, button }: PairProps) {
  const session = useSession();
  const { voice, view, time } = session;
  const v = voice.value;
  const [from, to] = since ?? usual;
  const [earlier, later] = [useSignal(from), useSignal(to)];
  const show = (): void => {
    const pair = [earlier.value, later.value].sort((a, b) => revisionOf(a) - revisionOf(b) || (a < b ? -1 : 1)) as [string, string];
    session.setView({ ...view.value, narrow: onDay(view.value.narrow, ""), since: pair });
  };
  return (
    <>
      <div class="two">
        {[earlier, later].map((end, i) => (
          <Choice key={labels[i]} label={labels[i]!} value={end.value} onChange={(moment) => { end.value = moment; }}>
            {moments.map(([moment, name]) => <option key={moment} value={moment}>{name}</option>)}
          </Choice>
        ))}
      </div>
      <div class="pills">
        <button type="button" class="button" disabled={earlier.value === later.value} onClick={show}>{button}</button>
        {since && <button type="button" class="button" onClick={() => session.patch({ since: null })}>{v.text("change.leave")}</button>}
      </div>
      {since && <Waiting source={time.two}>{() => <ChangeTable />}</Waiting>}
    </>
  );
}

/** What came, went and moved between two revisions: what the network said then, and what it says since. */
function Revised({ list }: { list: readonly Revision[] }) {
  const { voice, view } = useSession();
  const v = voice.value;
  const since = view.value.since?.every(revisionOf) ? view.value.since : null;
  const moments = [...list].reverse().map(({ revision, made, message, by }) =>
    [momentOf(revision), [v.number(revision), v.moment(made), message || by].filter(Boolean).join(" · ")] as const);
  return (
    <section class="revised">
      <h2>{v.text("change.revisions")}</h2>
      <p class="intro">{v.text("change.revisionsIntro")}</p>
      <Pair since={since} usual={[momentOf(list.at(-2)!.revision), momentOf(list.at(-1)!.revision)]} moments={moments}
        labels={[v.text("change.fromRevision"), v.text("change.toRevision")]} button={v.text("change.showRevisions")} />
    </section>
  );
}

/** The difference in figures, by silos and tie by tie. */
function ChangeTable() {
  const session = useSession();
  const { voice, view, picture, time } = session;
  const v = voice.value;
  const [p, change] = [picture.value, time.change.value];
  if (!p || !change) return null;
  const [from, to] = view.value.since!;
  const name = (id: string): string => p.names[p.index.get(id) ?? -1] ?? id;
  const rows = bySilo(p, change);
  const moves = time.moves.value;
  const revised = revisionOf(from) > 0;
  const siloMoves = time.siloMoves.value;
  // Who is not in the network any more has no card.
  const actor = (id: string) => !session.isKnown(id) ? <span>{name(id)}</span> : <button type="button" class="link" onClick={() => session.goTo({ kind: "actor", id })}>{name(id)}</button>;
  const actors = (title: string, ids: readonly string[]) => ids.length > 0 && (
    <details class="change-list">
      <summary>{title}</summary>
      <More items={ids} first={20} class="names">{(id) => <li key={id}>{actor(id)}</li>}</More>
    </details>
  );
  const list = (title: string, pairs: readonly (readonly [string, string])[]) => (
    <details class="change-list">
      <summary>{title}</summary>
      <More items={pairs} first={20} class="names">
        {([a, b]) => (
          <li key={`${a} ${b}`}>
            {actor(a)}
            {" – "}
            {actor(b)}
          </li>
        )}
      </More>
    </details>
  );
  return (
    <>
      <p role="status">
        {v.text(revised ? "change.toldRevisions" : "change.told", {
          from: momentName(v, from), to: momentName(v, to), appeared: v.number(change.appeared.length), gone: v.number(change.gone.length), stayed: v.number(change.stayed),
          came: v.number(change.came.length), left: v.number(change.left.length),
        })}
      </p>
      {rows.length > 0 && (
        <table class="figures-table">
          <caption class="unseen">{v.text("change.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{v.text("change.where")}</th>
              <th scope="col" class="number">{v.text("change.appeared")}</th>
              <th scope="col" class="number">{v.text("change.gone")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 15).map(({ a, b, appeared, gone }) => (
              <tr key={`${a} ${b}`}>
                <th scope="row">{a === b ? v.text("change.inside", { silo: nameOf(v, p, a) }) : v.text("between", { a: nameOf(v, p, a), b: nameOf(v, p, b) })}</th>
                <td class="number">{v.number(appeared)}</td>
                <td class="number">{v.number(gone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {change.appeared.length > 0 && list(v.text("change.listAppeared"), change.appeared)}
      {change.gone.length > 0 && list(v.text("change.listGone"), change.gone)}
      {actors(v.text(revised ? "change.listNew" : "change.listCame"), change.came)}
      {actors(v.text(revised ? "change.listOut" : "change.listLeft"), change.left)}
      {siloMoves.length > 0 && (
        <>
          <p role="status">{v.count("change.siloMoved", siloMoves.length)}</p>
          <details class="change-list" open={siloMoves.length <= 20}>
            <summary>{v.text("change.listSiloMoved")}</summary>
            <More items={siloMoves} first={20} class="names">
              {({ id, from: old, to: now }) => <li key={id}>{actor(id)}<span class="aside-note">{v.text("change.siloMovedFrom", { from: siloName(v, old), to: siloName(v, now) })}</span></li>}
            </More>
          </details>
        </>
      )}
      {moves && moves.length > 0 && (
        <>
          <p role="status">{v.count("change.moved", moves.length)}</p>
          <details class="change-list">
            <summary>{v.text("change.listMoved")}</summary>
            <More items={moves} first={20} class="names">
              {({ id, from: old, to: now }) => <li key={id}>{actor(id)}<span class="aside-note">{v.text("change.movedFrom", { from: name(old), to: name(now) })}</span></li>}
            </More>
          </details>
        </>
      )}
    </>
  );
}
