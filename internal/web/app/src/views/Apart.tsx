import type { Cluster, Named } from "../api/types";
import { siloName } from "../core/language";
import { More } from "./More";
import { useSession } from "./context";

const named = 8;

/** Who is cut off: clusters that no tie connects with the rest, and actors without any tie. */
export function Apart({ clusters, isolates }: { clusters: readonly Cluster[]; isolates: readonly Named[] }) {
  const session = useSession();
  const { voice, view } = session;
  const v = voice.value;
  if (clusters.length + isolates.length === 0) return <p class="intro">{v.text("apart.none")}</p>;
  const names = (who: readonly Named[]): string => v.list([...who.slice(0, named).map((a) => a.name), ...(who.length > named ? ["…"] : [])]);
  return (
    <>
      {clusters.length > 0 && (
        <>
          <h2>{v.text("apart.clusters")}</h2>
          <p class="intro">{v.text("apart.clustersIntro")}</p>
          <More items={clusters.map((cluster, at) => ({ cluster, at }))} first={20} class="cards">
            {({ cluster, at }) => {
              const isChosen = view.value.selection.kind === "cluster" && view.value.selection.at === at;
              return (
                <li key={at} class={`card ${isChosen ? "card-chosen" : ""}`}>
                  <button type="button" class="card-button" aria-pressed={isChosen}
                    onClick={() => (isChosen ? session.clear() : session.goTo({ kind: "cluster", at }))}>
                    <span class="card-text">
                      {v.text("apart.cluster", { n: v.number(cluster.actors), who: names(cluster.who) })}
                      <span class="reason">{v.list(cluster.silos.map((silo) => siloName(v, silo.name)))}</span>
                    </span>
                  </button>
                </li>
              );
            }}
          </More>
        </>
      )}
      {isolates.length > 0 && (
        <>
          <h2>{v.text("apart.isolates")}</h2>
          <p class="intro">{v.text("apart.isolatesIntro")}</p>
          <More items={isolates} first={30} class="names">
            {(actor) => (
              <li key={actor.id}><button type="button" class="link" onClick={() => session.goTo({ kind: "actor", id: actor.id })}>{actor.name}</button></li>
            )}
          </More>
        </>
      )}
    </>
  );
}
