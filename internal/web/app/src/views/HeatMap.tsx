import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Gap } from "../api/types";
import { isSignificant } from "../core/gaps";
import { siloName, type Voice } from "../core/language";
import { matrixOf, nextCell, stepOf, steps, type Step } from "../core/matrix";
import { gapSentence } from "../core/sentences";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

/** More silos than this are too many numbers to take in; the rest come at the press of a button. */
const most = 12;

const arrows: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

/**
 * Every silo against every other: how many ties there are, as a share of what chance would give. A table whose cells are buttons;
 * the arrow keys move among them, and a click shows the two silos alone on the map. Of very many silos the service tells only the pairs of the
 * largest, and what misses the most: then there is no matrix of all.
 */
export function HeatMap({ gaps, complete }: { gaps: readonly Gap[]; complete: boolean }) {
  const session = useSession();
  const { voice, picture } = session;
  const v = voice.value;
  const p = picture.value!;
  const whole = useSignal(false);
  const at = useSignal<readonly [number, number]>([0, 1]);
  const table = useRef<HTMLTableElement>(null);
  const all = useMemo(() => matrixOf(p, gaps, Infinity), [p, gaps]);
  const { silos, cells } = useMemo(() => (whole.value ? all : matrixOf(p, gaps, most)), [p, gaps, all, whole.value]);
  if (silos.length < 2) return null;
  const name = (s: number): string => siloName(v, p.silos[s]!.name);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = arrows[event.key];
    if (!step) return;
    event.preventDefault();
    at.value = nextCell(silos.length, ...at.value, ...step);
    table.current?.querySelector<HTMLElement>(`[data-cell="${at.value.join(" ")}"]`)?.focus();
  };
  return (
    <section class="part part-heat" aria-labelledby="heat-title">
      <h3 id="heat-title">{v.text("heat.title")}</h3>
      <p class="intro">{v.text("heat.intro")}</p>
      <div class="heat-scroll">
        <table class="heat" ref={table} onKeyDown={onKeyDown}>
          <caption class="unseen">{v.text("heat.title")}</caption>
          <thead>
            <tr>
              <td />
              {silos.map((s) => <th key={s} scope="col"><span class="heat-column">{name(s)}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {silos.map((s, i) => (
              <tr key={s}>
                <th scope="row"><span class="heat-row"><Swatch silo={s} />{name(s)}</span></th>
                {silos.map((t, j) => {
                  const gap = cells[i]![j]!;
                  if (!gap) return <td key={t} class="heat-none" />;
                  return (
                    <td key={t}>
                      <button type="button" class={`heat-cell ${heat(stepOf(gap))} ${isSignificant(gap) && gap.observed < gap.expected ? "heat-sure" : ""}`}
                        data-cell={`${i} ${j}`} tabIndex={at.value[0] === i && at.value[1] === j ? 0 : -1} aria-label={`${short(v, gap)}. ${spoken(v, gap)}`} title={spoken(v, gap)}
                        onFocus={() => { at.value = [i, j]; }} onClick={() => session.goTo({ kind: "gap", a: gap.a, b: gap.b })}>
                        {short(v, gap)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {complete && all.silos.length > most && (
        <button type="button" class="link" onClick={() => { whole.value = !whole.value; at.value = [0, 1]; }}>
          {whole.value ? v.text("heat.fewer", { n: v.number(most) }) : v.text("heat.all", { n: v.number(all.silos.length) })}
        </button>
      )}
      <Scale />
    </section>
  );
}

const heat = (step: Step | null): string => (step === null ? "heat-unknown" : `heat-${step < 0 ? "less" : "more"}-${Math.abs(step)}`);

/** The cell's text: the share of what chance would give, in whole percent, or as a multiple once that says more. */
function short(v: Voice, gap: Gap): string {
  if (stepOf(gap) === null) return "·";
  const ratio = gap.observed / gap.expected;
  return ratio < 9.95 ? v.share(ratio) : Number.isFinite(ratio) ? `${v.number(Math.round(ratio))} ×` : "∞";
}

const spoken = (v: Voice, gap: Gap): string =>
  `${gapSentence(v, gap)}. ${v.text(stepOf(gap) === null ? "heat.few" : isSignificant(gap) && gap.observed < gap.expected ? "gap.sure" : gap.observed < gap.expected ? "gap.unsure" : "heat.enough")}`;

function Scale() {
  const v = useSession().voice.value;
  return (
    <div class="scale" aria-hidden="true">
      <span>{v.text("heat.less")}</span>
      {steps.map((step) => <span key={step} class={`scale-step ${heat(step)}`} />)}
      <span>{v.text("heat.more")}</span>
      <span class="scale-sign"><span class="scale-step heat-less-3 heat-sure" />{v.text("gap.sure")}</span>
    </div>
  );
}
