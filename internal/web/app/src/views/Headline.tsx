import type { GapsAnswer } from "../api/types";
import { figuresOf, nearness } from "../core/overview";
import { siloCount } from "../core/picture";
import { some } from "../core/bring";
import type { Tab } from "../core/view";
import { valueOf } from "../state/source";
import { useSession } from "./context";

interface Figure {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly meaning: string;
  readonly go: () => void;
  readonly look?: "alarm";
}

/** The headline figures, each with what it means in one sentence; a click leads to what it counts. */
export function Headline({ found }: { found: GapsAnswer }) {
  const session = useSession();
  const { voice, picture, detail, bridges, silo, seesActors } = session;
  const v = voice.value;
  const p = picture.value!;
  const f = figuresOf(p, found);
  const plan = valueOf(bridges.state.value);
  const near = plan && nearness(plan);
  const planning = bridges.state.value.status === "loading";
  const show = (tab: Tab) => () => session.patch({ screen: "map", tab });
  const sources = some(valueOf(detail.state.value)?.counts ?? { actors: 0, collaborations: 0, activities: 0, participations: 0 })
    .filter(({ kind }) => kind === "collaborations" || kind === "participations");

  const figures: Figure[] = [
    {
      id: "actors", value: v.number(f.actors), name: v.text("figure.actors"),
      meaning: p.silos.length > 0 ? v.count("figure.actorsMeaning", siloCount(p)) : v.text("figure.actorsPlain"),
      go: () => session.patch({ screen: "table" }),
    },
    {
      id: "pairs", value: v.number(f.pairs), name: v.text("figure.pairs"),
      meaning: v.text("figure.pairsMeaning", { sources: v.list(sources.map(({ kind, n }) => v.count(kind, n))) }), go: () => session.patch({ screen: "map" }),
    },
    { id: "together", value: v.share(f.together), name: v.text("figure.together"), meaning: v.text("figure.togetherMeaning", { n: v.number(found.largest_part) }), go: show("apart") },
    ...(silo.value ? [{ id: "gaps", value: v.number(f.gaps), name: v.text("figure.gaps"), meaning: v.text("figure.gapsMeaning"), go: show("gaps"), ...(f.gaps > 0 && { look: "alarm" as const }) }] : []),
    { id: "points", value: v.number(f.points), name: v.text("figure.points"), meaning: v.text("figure.pointsMeaning"), go: show("points"), ...(f.points > 0 && { look: "alarm" as const }) },
    { id: "isolates", value: v.number(f.isolates), name: v.text("figure.isolates"), meaning: v.text("figure.isolatesMeaning"), go: show("apart") },
    // Its place is kept while the plan is made, so that the page does not jump.
    ...(near || planning ? [{
      id: "reach", value: near ? `${v.number(near.before)} → ${v.number(near.after)}` : "…", name: v.text("figure.reach"),
      meaning: near ? v.count("figure.reachMeaning", near.bridges) : v.text("app.loading"), go: show("bridges"),
    }] : []),
  ];
  return (
    <ul class="headline" aria-label={v.text("overview.figures")}>
      {figures.filter(({ id }) => seesActors.value || id === "gaps").map((figure) => (
        <li key={figure.id}>
          <button type="button" class={`figure ${figure.look ? `figure-${figure.look}` : ""}`} data-figure={figure.id} onClick={figure.go}>
            <span class="figure-name">{figure.name}</span>
            <span class="figure-value">{figure.value}</span>
            <span class="figure-meaning">{figure.meaning}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
