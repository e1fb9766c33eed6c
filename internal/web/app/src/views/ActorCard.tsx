import { useEffect, useRef } from "preact/hooks";
import type { ActorAnswer } from "../api/types";
import { dimensionName } from "../core/language";
import { Edited } from "./Edited";
import { EditActor } from "./EditActor";
import { Involvements } from "./Involvements";
import { placeText } from "./Places";
import { More } from "./More";
import { RemoveActor } from "./RemoveActor";
import { Swatch } from "./Swatch";
import { TieRecords } from "./TieRecords";
import { Waiting } from "./Waiting";
import { Ways } from "./Ways";
import { useSession } from "./context";
import { datesOf, metricName, nameOf } from "./words";

/** Everything known of the selected actor: attributes, scores, ties, activities and where it comes from. */
export function ActorCard() {
  const session = useSession();
  const { voice, actor, view } = session;
  const v = voice.value;
  const back = useRef<HTMLButtonElement>(null);
  const selection = view.value.selection;
  const id = selection.kind === "actor" ? selection.id : "";
  useEffect(() => { back.current?.parentElement?.parentElement?.scrollTo(0, 0); }, [id]); // where the card scrolls by itself
  const loaded = actor.state.value;
  const isAway = loaded.status === "failed" && loaded.problem.status === 404; // an address from before, or a revision that had it
  return (
    <article class="actor">
      <div class="actor-tools">
        <button ref={back} type="button" class="button" onClick={session.clear}>{`← ${v.text("card.back")}`}</button>
        <button type="button" class="button" onClick={() => session.goTo(selection)}>{v.text("card.show")}</button>
      </div>
      <Edited id={id} />
      {isAway ? <p>{v.text("card.away", { id })}</p> : <Waiting source={actor}>{(answer) => <Card actor={answer} />}</Waiting>}
    </article>
  );
}

function Card({ actor }: { actor: ActorAnswer }) {
  const session = useSession();
  const { voice, picture, scores, places } = session;
  const v = voice.value;
  const p = picture.value;
  const u = p?.index.get(actor.id);
  const silo = u === undefined ? -1 : p!.silo[u]!;
  const chosen = session.figure.value;
  const attributes = Object.entries(actor.attributes ?? {}).sort(([a], [b]) => v.compare(a, b));
  const ties = actor.ties;
  const lived = datesOf(v, actor.start, actor.end);
  return (
    <>
      <h2 class="actor-name">{actor.name}</h2>
      {silo >= 0 && <p class="actor-silo"><Swatch silo={silo} />{nameOf(v, p, silo)}</p>}
      {lived && <p>{lived}</p>}
      {attributes.length > 0 && (
        <section>
          <h3>{v.text("card.about")}</h3>
          <dl class="facts">
            {attributes.map(([key, value]) => <div key={key}><dt>{dimensionName(v, key)}</dt><dd>{value.replaceAll(";", "; ")}</dd></div>)}
          </dl>
        </section>
      )}
      {u !== undefined && (
        <section>
          <h3>{v.text("card.scores")}</h3>
          <dl class="facts">
            <div><dt>{v.text("table.degree")}</dt><dd>{v.number(p!.degree[u]!)}</dd></div>
            {chosen && chosen.id !== "degree" && (
              <div><dt>{metricName(v, chosen)}</dt><dd>{v.number(scores.value?.[u] ?? null)}</dd></div>
            )}
            {places.value && <div><dt>{v.text("table.place")}</dt><dd>{placeText(v, places.value[u])}</dd></div>}
          </dl>
        </section>
      )}
      {session.edits.value && <EditActor key={actor.id} actor={actor} />}
      {u !== undefined && <Ways u={u} />}
      <section>
        <h3>{v.text("card.ties")}</h3>
        {ties.length === 0 ? <p>{v.text("card.noTies")}</p> : (
          <More items={ties} first={12} class="names">
            {(tie) => {
              const at = p?.index.get(tie.id);
              return (
                <li key={tie.id}>
                  <Swatch silo={at === undefined ? -1 : p!.silo[at]!} />
                  <button type="button" class="link" onClick={() => session.goTo({ kind: "actor", id: tie.id })}>{tie.name}</button>
                  <span class="aside-note">{tie.records.length > 0 ? [...new Set(tie.records.map((r) => r.type ?? ""))].filter(Boolean).map((t) => v.word(`tieType.${t}`, t)).join(", ") : v.text("tie.activities")}</span>
                  <TieRecords actor={actor} tie={tie} />
                </li>
              );
            }}
          </More>
        )}
      </section>
      <Involvements key={actor.id} actor={actor} />
      {actor.source?.file && <p class="figures">{v.text("card.source", { file: actor.source.file, line: v.number(actor.source.line) })}</p>}
      {session.edits.value && <RemoveActor key={actor.id} actor={actor} />}
    </>
  );
}
