import type { ComponentChildren } from "preact";
import { valueOf } from "../state/source";
import { Colours } from "./Colours";
import { Notices } from "./Notices";
import { useSession } from "./context";
import { sizeName } from "./words";

/** Explains the drawing to someone who has never seen one: each sign with its meaning, always in sight on a wide screen. */
export function Legend() {
  const session = useSession();
  const { voice, sizes, figure, open, focus, picture, scene, seesActors, scores, scoring } = session;
  const v = voice.value;
  const chosen = figure.value;
  const silos = picture.value?.silos.length ?? 0;
  const circles = picture.value?.grouping === "communities";
  const marks = scene.value?.marks;
  const dots = open.value.size > 0 || silos === 0;
  return (
    <details class="legend" open={window.matchMedia("(min-width: 48em)").matches}>
      <summary>{v.text("legend.title")}</summary>
      <Colours />
      <dl>
        {silos > 0 && (
          <>
            <Sign text={v.text(circles ? "legend.circle" : "legend.bubble")}><circle cx="13" cy="14" r="5" class="sign-bubble" /><circle cx="30" cy="12" r="9" class="sign-bubble" /></Sign>
            <Sign text={v.text(circles ? "legend.circleTie" : "legend.tie")}><path d="M4 8h36" class="sign-tie sign-thin" /><path d="M4 17h36" class="sign-tie sign-thick" /></Sign>
            {!circles && !focus.value?.pair && <Sign text={v.text("legend.gap")}><path d="M4 12h36" class="sign-gap" /></Sign>}
          </>
        )}
        {picture.value && !focus.value?.pair && picture.value.siloTies.length < picture.value.pairsInAll && (
          <Sign text={v.text("legend.pairs", { all: v.number(picture.value.pairsInAll), n: v.number(picture.value.siloTies.length) })}><path d="M4 8h36M4 17h36" class="sign-tie sign-thin" /></Sign>
        )}
        {focus.value && focus.value.bridges.length > 0 && <Sign text={v.text("legend.bridge")}><path d="M2 12h40" class="sign-bridge" /></Sign>}
        {marks && (
          <>
            <Sign text={v.text("legend.added")}><path d="M4 12h36" class="sign-added" /></Sign>
            <Sign text={v.text("legend.removed")}><path d="M4 12h36" class="sign-removed" /></Sign>
            {(marks.came.size > 0 || marks.fresh.length > 0) && <Sign text={v.text("legend.came")}><circle cx="22" cy="12" r="9" class="sign-came" /><circle cx="22" cy="12" r="4.5" class="sign-dot" /></Sign>}
            {marks.left.size > 0 && <Sign text={v.text("legend.left")}><path d="M14 4l16 16M30 4l-16 16" class="sign-left" /></Sign>}
            {marks.moved.size > 0 && <Sign text={v.text("legend.moved")}><rect x="13" y="3" width="18" height="18" class="sign-moved" /><circle cx="22" cy="12" r="4.5" class="sign-dot" /></Sign>}
          </>
        )}
        {dots && chosen && sizes.value && (
          <Sign text={v.text("legend.dot", { metric: sizeName(session), low: v.number(sizes.value.low), high: v.number(sizes.value.high) })}>
            <circle cx="12" cy="12" r="2.5" class="sign-dot" /><circle cx="29" cy="12" r="8" class="sign-dot" />
          </Sign>
        )}
        {picture.value?.land && <Sign wide text={v.text("land.scheme")}><path d="M8 3l18-1l9 8l-5 12l-17-1l-6-9z" class="sign-land" /></Sign>}
      </dl>
      {dots && scores.value && <Notices run={valueOf(scoring.answer.state.value)?.answer.run ?? {}} />}
      <p class="hint">{dots ? chosen && v.word(`metric.${chosen.id}.meaning`, chosen.meaning) : seesActors.value && v.text("map.hint")}</p>
    </details>
  );
}

function Sign({ text, wide = false, children }: { text: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <div class={`sign ${wide ? "sign-wide" : ""}`}>
      <dt><svg viewBox="0 0 44 24" aria-hidden="true">{children}</svg></dt>
      <dd>{text}</dd>
    </div>
  );
}
