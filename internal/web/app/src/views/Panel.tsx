import { useLayoutEffect, useRef } from "preact/hooks";
import { tabs, type Tab } from "../core/view";
import { valueOf } from "../state/source";
import { ActorCard } from "./ActorCard";
import { Apart } from "./Apart";
import { Plan } from "./Bridges";
import { Chosen } from "./Chosen";
import { Edited } from "./Edited";
import { Gaps } from "./Gaps";
import { Notices } from "./Notices";
import { PathCard } from "./PathCard";
import { Points } from "./Points";
import { Story } from "./Story";
import { Time } from "./Time";
import { Ungrouped } from "./Ungrouped";
import { Waiting } from "./Waiting";
import { WhatIf } from "./WhatIf";
import { useSession } from "./context";

/** The findings in words, or the card of the selected actor. */
export function Panel() {
  const session = useSession();
  const { view, picture } = session;
  const { selection, tab } = view.value;
  const card = selection.kind === "actor" ? selection.id : selection.kind === "path" ? `${selection.from} ${selection.to}` : "";
  const last = useRef(`${tab} ${card}`);
  useLayoutEffect(() => {
    if (last.current !== `${tab} ${card}`) bringIntoSight(card !== "");
    last.current = `${tab} ${card}`;
  }, [tab, card]);
  if (!picture.value) return null;
  if (view.value.selection.kind === "actor") return <ActorCard />;
  if (view.value.selection.kind === "path") return <PathCard />;
  return <><div class="edited"><Edited id="" /></div><Findings /></>;
}

/** Where the page itself scrolls, as on a phone: other findings begin at their top, below a map that stands still, and a card that is asked for is in sight. */
function bringIntoSight(card: boolean): void {
  const [main, aside] = [document.getElementById("main"), document.getElementById("findings")];
  if (!main || !aside) return;
  const still = getComputedStyle(main).position === "sticky";
  const { top } = aside.getBoundingClientRect();
  const covered = still ? main.offsetHeight : 0;
  if (top < covered || (card && top > (2 / 3) * window.innerHeight)) window.scrollBy(0, top - (still ? covered : window.innerHeight / 2));
}

/** The tabs that are left to who may see silos alone. */
const ofSilos: readonly Tab[] = ["gaps", "story"];

function Findings() {
  const session = useSession();
  const { voice, view, gaps, bridges, sandbox, silo, story, chosen, seesActors } = session;
  const v = voice.value;
  const tab = seesActors.value || ofSilos.includes(view.value.tab) ? view.value.tab : "gaps";
  const found = valueOf(gaps.state.value);
  const counts: Record<Tab, number | undefined> = {
    gaps: found?.significant,
    bridges: valueOf(bridges.state.value)?.bridges?.length,
    apart: found ? found.clusters.length + found.isolates.length : undefined,
    points: found?.single_points_found,
    whatif: sandbox.edits.value.length || undefined,
    time: undefined,
    story: story.pages.value.length || undefined,
    chosen: chosen.ids.value.length || undefined,
  };
  const shown = seesActors.value ? tabs : tabs.filter((t) => ofSilos.includes(t));
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = shown[(shown.indexOf(tab) + step + shown.length) % shown.length]!;
    session.patch({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={v.text("panel.label")} onKeyDown={move}>
        {shown.map((t) => (
          <button key={t} id={`tab-${t}`} type="button" role="tab" aria-selected={t === tab} aria-controls="tab-panel" tabIndex={t === tab ? 0 : -1}
            onClick={() => session.patch({ tab: t })}>
            {v.text(`tab.${t}`)}
            {counts[t] !== undefined && <span class="tab-count">{v.number(counts[t])}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === "chosen" ? <Chosen /> : tab === "whatif" ? <WhatIf /> : tab === "time" ? <Time /> : tab === "story" ? <Story /> : silo.value === "" ? <Ungrouped /> : tab === "bridges" ? <Plan /> : (
          <Waiting source={gaps}>
            {(answer) => (
              <>
                <Notices run={answer.run} />
                {tab === "gaps" && <Gaps gaps={answer.gaps} />}
                {tab === "apart" && <Apart clusters={answer.clusters} isolates={answer.isolates} />}
                {tab === "points" && <Points points={answer.single_points} found={answer.single_points_found} />}
              </>
            )}
          </Waiting>
        )}
      </div>
    </>
  );
}
