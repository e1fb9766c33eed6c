import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { DuplicateActor, DuplicatePair } from "../api/types";
import { dimensionName } from "../core/language";
import { better, sideBySide } from "../core/twice";
import { More } from "./More";
import { Refusal } from "./Refusal";
import { useSession } from "./context";

const outcome = { merged: "twice.merged", kept: "twice.kept", reopened: "twice.reopened" } as const;

/** Actors that may stand in the network twice, side by side, to be merged or kept apart. */
export function Twice() {
  const { voice, twice } = useSession();
  const v = voice.value;
  const state = twice.list.state.value;
  const known = twice.known.value;
  const told = useRef<HTMLParagraphElement>(null);
  // What was decided on is gone from the list, and the focus with it.
  useSignalEffect(() => { if (twice.decided.value || twice.problem.value) told.current?.focus(); });
  const decided = twice.decided.value;
  return (
    <section class="page-part" aria-labelledby="twice-title" aria-busy={twice.busy.value || state.status === "loading"}>
      <h2 id="twice-title">{v.text("twice.title")}</h2>
      <p class="intro">{v.text("twice.intro")}</p>
      <p ref={told} role="status" tabIndex={-1} class={twice.problem.value ? "told told-fault" : "told"}>
        {twice.problem.value ? (twice.problem.value.status === 412 || twice.problem.value.status === 409 ? v.text("edit.stale") : <Refusal problem={twice.problem.value} />)
          : decided && v.text(outcome[decided.what], { a: decided.a.name, b: decided.b.name })}
      </p>
      {!known && state.status !== "loading" && <button type="button" class="button button-main" onClick={twice.look}>{v.text("twice.look")}</button>}
      {!known && state.status === "loading" && <p class="waiting" role="status">{v.text("twice.looking")}</p>}
      {state.status === "failed" && <p class="verdict verdict-bad" role="alert"><Refusal problem={state.problem} /></p>}
      {known && <p>{known.total === 0 ? v.text("twice.none") : v.count("twice.found", known.total)}</p>}
      {known && <More items={known.pairs} first={8} class="pairs">{(pair) => <Pair key={`${pair.a.id} ${pair.b.id}`} pair={pair} />}</More>}
      {known && known.apart.length > 0 && (
        <>
          <h3>{v.text("twice.apart")}</h3>
          <More items={known.apart} first={8} class="revisions">
            {({ a, b, by, at }) => (
              <li key={`${a.id} ${b.id}`} class="revision">
                <div class="revision-text">
                  <p><strong>{v.text("twice.pair", { a: a.name, b: b.name })}</strong></p>
                  <p class="figures">{v.text("twice.by", { who: by, when: v.moment(at) })}</p>
                </div>
                <button type="button" class="button" disabled={twice.busy.value} onClick={() => void twice.reopen(a, b)}
                  aria-label={`${v.text("twice.reopen")}: ${v.text("twice.pair", { a: a.name, b: b.name })}`}>{v.text("twice.reopen")}</button>
              </li>
            )}
          </More>
        </>
      )}
    </section>
  );
}

/** Two actors side by side, what speaks for and against their being one, and what to do. */
function Pair({ pair }: { pair: DuplicatePair }) {
  const { voice, twice } = useSession();
  const v = voice.value;
  const { a, b } = pair;
  const title = v.text("twice.pair", { a: a.name, b: b.name });
  const first = better(pair);
  const alike = a.name === b.name;
  const other = (one: DuplicateActor): DuplicateActor => (one === a ? b : a);
  const said = (speaksFor: boolean): string[] => pair.reasons.filter((r) => r.for === speaksFor).map((r) => r.reason[v.language]);
  return (
    <li class="pair">
      <div class="columns-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="sheet">
          <thead>
            <tr><td>{v.text("twice.score", { share: v.share(pair.score) })}</td><th scope="col">{a.name}</th><th scope="col">{b.name}</th></tr>
          </thead>
          <tbody>
            <tr><th scope="row">{v.text("field.id")}</th><td>{a.id}</td><td>{b.id}</td></tr>
            <tr><th scope="row">{v.text("kind.collaborations")}</th><td>{v.number(a.collaborations)}</td><td>{v.number(b.collaborations)}</td></tr>
            <tr><th scope="row">{v.text("kind.participations")}</th><td>{v.number(a.participations)}</td><td>{v.number(b.participations)}</td></tr>
            {sideBySide(pair).map((line) => (
              <tr key={line.name} class={line.same ? "" : "pair-differs"}><th scope="row">{dimensionName(v, line.name)}</th><td>{line.a}</td><td>{line.b}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl class="pair-reasons">
        {[true, false].map((speaksFor) => said(speaksFor).length > 0 && (
          <div key={String(speaksFor)}>
            <dt>{v.text(speaksFor ? "twice.for" : "twice.against")}</dt>
            {said(speaksFor).map((text) => <dd key={text}>{text}</dd>)}
          </div>
        ))}
      </dl>
      <div class="pills">
        {[first, other(first)].map((one, i) => (
          <button key={one.id} type="button" class={i === 0 ? "button button-main" : "button"} disabled={twice.busy.value} onClick={() => void twice.merge(one, other(one))}>
            {alike ? v.text("twice.keepId", { name: one.name, id: one.id }) : v.text("twice.keep", { name: one.name })}
          </button>
        ))}
        <button type="button" class="button" disabled={twice.busy.value} onClick={() => void twice.apart(a, b)} aria-label={`${v.text("twice.two")}: ${title}`}>{v.text("twice.two")}</button>
      </div>
    </li>
  );
}
