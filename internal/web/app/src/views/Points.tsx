import type { SinglePoint } from "../api/types";
import { siloName } from "../core/language";
import { More } from "./More";
import { useSession } from "./context";

/** Actors whose leaving would cut others off, of which the service may list the worst alone; a click opens the actor's card. */
export function Points({ points, found }: { points: readonly SinglePoint[]; found: number }) {
  const session = useSession();
  const v = session.voice.value;
  if (points.length === 0) return <p class="intro">{v.text("points.none")}</p>;
  return (
    <>
      <p class="intro">{v.text("points.intro")}{found > points.length && ` ${v.text("points.cut", { n: v.number(points.length), all: v.number(found) })}`}</p>
      <More items={points} first={20} class="cards">
        {(point) => (
          <li key={point.id} class="card">
            <button type="button" class="card-button" onClick={() => session.goTo({ kind: "actor", id: point.id })}>
              <span class="card-text">
                {v.count("point", point.cuts_off, { name: point.name })}
                {point.silos.length > 0 && <span class="reason">{v.list(point.silos.map((silo) => siloName(v, silo.name)))}</span>}
              </span>
            </button>
          </li>
        )}
      </More>
    </>
  );
}
