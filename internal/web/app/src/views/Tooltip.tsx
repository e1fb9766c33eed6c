import { useLayoutEffect, useRef } from "preact/hooks";
import type { Hit } from "../core/hit";
import { siloName } from "../core/language";
import { largestOf } from "../core/tint";
import { Swatch } from "./Swatch";
import { useSession } from "./context";
import { metricName, nameOf } from "./words";

/** What the pointer is on, and where on the map it stands. */
export interface Pointed {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}

/** Says what the pointer is on, beside it. Everything in it can also be had from the table, the card or the lists. */
export function Tooltip({ pointed }: { pointed: Pointed | null }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const stage = element?.parentElement;
    if (!element || !stage || !pointed) return;
    const left = Math.min(pointed.x + 14, stage.clientWidth - element.offsetWidth - 8);
    const below = pointed.y + 18;
    const top = below + element.offsetHeight > stage.clientHeight - 8 ? pointed.y - element.offsetHeight - 12 : below;
    element.style.transform = `translate(${Math.max(left, 8)}px, ${Math.max(top, 8)}px)`;
  });
  if (!pointed) return null;
  return <div ref={box} class="tooltip" aria-hidden="true"><About pointed={pointed} /></div>;
}

function About({ pointed: { hit } }: { pointed: Pointed }) {
  const { voice, picture, scores, open, tint, seesActors, figure } = useSession();
  const v = voice.value;
  const p = picture.value;
  if (!p) return null;
  if (hit.kind === "actor") {
    const chosen = figure.value;
    const score = scores.value?.[hit.u];
    return (
      <>
        <strong>{p.names[hit.u]}</strong>
        {tint.value && <span class="tooltip-silo"><Swatch silo={tint.value.of[hit.u]!} among={tint.value.values} />{siloName(v, tint.value.values[tint.value.of[hit.u]!]?.name ?? "")}</span>}
        {p.silo[hit.u]! >= 0 && <span class="tooltip-silo">{!tint.value && <Swatch silo={p.silo[hit.u]!} />}{nameOf(v, p, p.silo[hit.u]!)}</span>}
        <span>{v.count("tip.degree", p.degree[hit.u]!)}</span>
        {chosen && chosen.id !== "degree" && score !== undefined && <span>{`${metricName(v, chosen)}: ${v.number(score)}`}</span>}
      </>
    );
  }
  if (hit.kind === "silo") {
    const silo = p.silos[hit.s]!;
    return (
      <>
        <strong>{nameOf(v, p, hit.s)}</strong>
        <span>{v.count("actors", silo.actors)}</span>
        {tint.value && largestOf(tint.value.rings[hit.s] ?? []).map(({ value, share }) => (
          <span key={value} class="tooltip-silo"><Swatch silo={value} among={tint.value!.values} />{`${siloName(v, tint.value!.values[value]?.name ?? "")}: ${v.share(share)}`}</span>
        ))}
        <span>{v.text("tip.inside", { n: v.amount(silo.inside) })}</span>
        {seesActors.value && !open.value.has(hit.s) && <em>{v.text("tip.open")}</em>}
      </>
    );
  }
  const tie = p.siloTies[hit.t]!;
  return (
    <>
      <strong>{v.text("between", { a: nameOf(v, p, tie.a), b: nameOf(v, p, tie.b) })}</strong>
      <span>{v.count("ties", tie.ties)}</span>
      {tie.expected !== null && <span>{v.text("tip.expected", { weight: v.amount(tie.weight), expected: v.amount(tie.expected) })}</span>}
    </>
  );
}
