import { useSignal } from "@preact/signals";
import { Component } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Gap } from "../api/types";
import { isSignificant } from "../core/gaps";
import { siloName, type Voice } from "../core/language";
import { matrixOf, nextCell, stepOf, steps, type Step } from "../core/matrix";
import { gapSentence } from "../core/sentences";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

/** More silos than this are too many numbers to take in; the rest come at the press of a button. */
const most = 12;
/** Rows that come at a time when all are asked for. */
const some = 8;

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
  const laid = useSignal(most); // rows so far: those of very many silos come some at a time, as all at once hold the page for seconds
  const table = useRef<HTMLTableElement>(null);
  const { silos, cells } = useMemo(() => matrixOf(p, gaps, whole.value ? Infinity : most), [p, gaps, whole.value]);
  const all = useMemo(() => (complete ? new Set(gaps.flatMap(({ a, b }) => [a, b])).size : p.silos.filter(({ name, actors }) => name && actors > 0).length), [p, gaps, complete]);
  const told = useMemo(() => new Map(gaps.map((gap) => [gap, spokenOnce(v, gap)])), [gaps, v]);
  const cell = useMemo<CellActs>(() => ({
    focus: (i, j) => { at.value = [i, j]; },
    open: (gap) => session.goTo({ kind: "gap", a: gap.a, b: gap.b }),
  }), [session]);
  useEffect(() => {
    if (laid.value >= silos.length) return;
    const frame = requestAnimationFrame(() => { laid.value += some; });
    return () => cancelAnimationFrame(frame);
  }, [laid.value, silos.length]);
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
            {silos.slice(0, laid.value).map((s, i) => (
              <Row key={s} v={v} at={i} silo={s} name={name(s)} silos={silos} cells={cells[i]!} told={told} reached={at.value[0] === i ? at.value[1] : -1} acts={cell} />
            ))}
          </tbody>
        </table>
      </div>
      {!complete && <p class="intro">{v.text("heat.largest", { n: v.number(silos.length), all: v.number(all) })}</p>}
      {complete && all > most && (
        <button type="button" class="link" onClick={() => { whole.value = !whole.value; at.value = [0, 1]; laid.value = most; }}>
          {whole.value ? v.text("heat.fewer", { n: v.number(most) }) : v.text("heat.all", { n: v.number(all) })}
        </button>
      )}
      <Scale />
    </section>
  );
}

/** What a cell does when it is reached and when it is pressed. */
interface CellActs {
  readonly focus: (row: number, column: number) => void;
  readonly open: (gap: Gap) => void;
}

interface RowProps {
  readonly v: Voice;
  readonly at: number;
  readonly silo: number;
  readonly name: string;
  readonly silos: readonly number[];
  readonly cells: readonly (Gap | null)[];
  readonly told: ReadonlyMap<Gap, () => string>;
  readonly reached: number; // the column of the cell that the Tab key leads to; -1: it is in another row
  readonly acts: CellActs;
}

/** One silo against all; drawn anew only when something of it changes, as an arrow key changes two of a hundred and fifty. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render({ v, at: i, silo, name, silos, cells, told, reached, acts }: RowProps) {
    return (
      <tr>
        <th scope="row"><span class="heat-row"><Swatch silo={silo} />{name}</span></th>
        {silos.map((t, j) => {
          const gap = cells[j]!;
          if (!gap) return <td key={t} class="heat-none" />;
          const [text, sentence] = [short(v, gap), told.get(gap)!()];
          return (
            <td key={t}>
              <button type="button" class={`heat-cell ${heat(stepOf(gap))} ${isSignificant(gap) && gap.observed < gap.expected ? "heat-sure" : ""}`}
                data-cell={`${i} ${j}`} tabIndex={reached === j ? 0 : -1} aria-label={`${text}. ${sentence}`} title={sentence}
                onFocus={() => acts.focus(i, j)} onClick={() => acts.open(gap)}>
                {text}
              </button>
            </td>
          );
        })}
      </tr>
    );
  }
}

const heat = (step: Step | null): string => (step === null ? "heat-unknown" : `heat-${step < 0 ? "less" : "more"}-${Math.abs(step)}`);

/** The cell's text: the share of what chance would give, in whole percent, or as a multiple once that says more. */
function short(v: Voice, gap: Gap): string {
  if (stepOf(gap) === null) return "·";
  const ratio = gap.observed / gap.expected;
  return ratio < 9.95 ? v.share(ratio) : Number.isFinite(ratio) ? `${v.number(Math.round(ratio))} ×` : "∞";
}

/** The same, put into words when it is first asked for: a pair stands in two cells, each with a name and a title. */
function spokenOnce(v: Voice, gap: Gap): () => string {
  let text: string | null = null;
  return () => (text ??= spoken(v, gap));
}

const spoken = (v: Voice, gap: Gap): string =>
  `${gapSentence(v, gap)}. ${v.text(stepOf(gap) === null ? "heat.few" : isSignificant(gap) && gap.observed < gap.expected ? "gap.sure" : gap.observed < gap.expected ? "gap.unsure" : "heat.enough")}`;

function Scale() {
  const v = useSession().voice.value;
  return (
    <div class="scale" aria-hidden="true">
      <span>{v.text("heat.less")}</span>
      <span class="scale-steps">{steps.map((step) => <span key={step} class={`scale-step ${heat(step)}`} />)}</span>
      <span>{v.text("heat.more")}</span>
      <span class="scale-sign"><span class="scale-step heat-less-3 heat-sure" />{v.text("gap.sure")}</span>
    </div>
  );
}
