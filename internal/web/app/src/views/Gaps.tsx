import { useEffect, useRef } from "preact/hooks";
import type { Gap } from "../api/types";
import type { Selection } from "../core/focus";
import { isSignificant, missing } from "../core/gaps";
import { dimensionName, siloName } from "../core/language";
import { gapSentence } from "../core/sentences";
import { Across } from "./Across";
import { More } from "./More";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

/** Gaps in sight before "show more". */
const first = 20;

const isPair = (selection: Selection, gap: Gap): boolean =>
  selection.kind === "gap" && [selection.a, selection.b].includes(gap.a) && [selection.a, selection.b].includes(gap.b);

/** One sentence per gap, the largest first; a click shows its two silos on the map and the evidence below the sentence. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const { voice, silo, view } = useSession();
  const found = missing(gaps);
  if (!silo.value) return <p class="intro">{voice.value.text("gaps.noSilos")}</p>;
  if (found.length === 0 && view.value.selection.kind !== "gap") return <p class="intro">{voice.value.text("gaps.none")}</p>;
  const widest = Math.max(...found.map((gap) => gap.expected));
  const { selection } = view.value;
  const chosen = gaps.find((gap) => isPair(selection, gap));
  return (
    <>
      <p class="intro">{voice.value.text("gaps.intro")}</p>
      {/* A pair from the heat map may be far down the list, or no gap at all. */}
      {chosen && !found.slice(0, first).includes(chosen) && <ol class="cards cards-apart"><Item gap={chosen} widest={Math.max(widest, chosen.observed)} /></ol>}
      <More items={found} first={first} class="cards">{(gap) => <Item key={`${gap.a}|${gap.b}`} gap={gap} widest={widest} />}</More>
    </>
  );
}

function Item({ gap, widest }: { gap: Gap; widest: number }) {
  const session = useSession();
  const { voice, view, picture } = session;
  const v = voice.value;
  const { selection } = view.value;
  const isChosen = isPair(selection, gap);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => { if (isChosen) card.current?.scrollIntoView({ block: "nearest" }); }, [isChosen]);
  const sure = isSignificant(gap) && gap.observed < gap.expected;
  const silo = (name: string): number => picture.value?.siloIndex.get(name) ?? -1;
  return (
    <li ref={card} class={`card ${isChosen ? "card-chosen" : ""}`}>
      <button type="button" class="card-button" aria-expanded={isChosen}
        onClick={() => (isChosen ? session.clear() : session.goTo({ kind: "gap", a: gap.a, b: gap.b }))}>
        <span class="two-silos"><Swatch silo={silo(gap.a)} /><Swatch silo={silo(gap.b)} /></span>
        <span class="card-text">
          {gapSentence(v, gap)}
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-expected" width={(100 * gap.expected) / widest} height="6" />
            <rect class="bar-observed" width={(100 * gap.observed) / widest} height="6" />
          </svg>
          <span class={sure ? "badge badge-sure" : "badge"}>{v.text(gap.observed >= gap.expected ? "heat.enough" : sure ? "gap.sure" : "gap.unsure")}</span>
        </span>
      </button>
      {isChosen && <Evidence gap={gap} />}
    </li>
  );
}

function Evidence({ gap }: { gap: Gap }) {
  const { voice } = useSession();
  const v = voice.value;
  const [a, b] = [siloName(v, gap.a), siloName(v, gap.b)];
  const { shared, role_contrast: contrast } = gap.should ?? {};
  const reasons = [
    ...shared.filter((s) => s.a !== null && s.a > 0)
      .map((s) => v.text("gap.shared", { dimension: dimensionName(v, s.dimension), a, b, one: v.share(s.a), two: v.share(s.b) })),
    ...(contrast ? [v.text("gap.roles", { n: v.share(contrast) })] : []),
  ];
  return (
    <div class="evidence">
      {gap.observed_ties !== undefined && gap.observed_ties !== gap.observed && <p>{v.count("gap.pairs", gap.observed_ties)}</p>}
      {gap.reach && <p>{v.text("gap.reach", { a, b, one: v.share(gap.reach.one), two: v.share(gap.reach.two), three: v.share(gap.reach.three) })}</p>}
      {gap.mean_distance !== null && <p>{v.text("gap.distance", { n: v.amount(gap.mean_distance) })}</p>}
      <Fragile gap={gap} />
      {reasons.length > 0 && (
        <>
          <h2 class="evidence-title">{v.text("gap.should")}</h2>
          <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </>
      )}
      <Across gap={gap} />
      <p class="figures">{v.text("gap.figures", { z: v.amount(gap.z ?? NaN), p: v.chance(gap.p), q: v.chance(gap.q) })}</p>
    </div>
  );
}

/** Names of those who hold two silos together that are read as names; hundreds are a wall of text. */
const named = 12;

/** How few actors hold two silos together, and who they are. */
function Fragile({ gap: { fragility } }: { gap: Gap }) {
  const { voice, picture } = useSession();
  const v = voice.value;
  if (!fragility?.actors) return null;
  if (fragility.at_least) return <p>{v.text("gap.robust", { n: v.number(fragility.actors) })}</p>;
  const who = fragility.who.map((id) => picture.value?.names[picture.value.index.get(id) ?? -1] ?? id);
  // One name more than fit is no less to read than "1 other".
  const listed = who.length > named + 1 ? [...who.slice(0, named), v.count("others", who.length - named)] : who;
  return who.length > 0 ? <p>{v.count("gap.fragility", fragility.actors, { who: v.list(listed) })}</p> : null;
}
