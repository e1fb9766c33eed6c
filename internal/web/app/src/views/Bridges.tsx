import type { Bridge, BridgesAnswer } from "../api/types";
import { valueOf } from "../state/source";
import { FigureTable } from "./FigureTable";
import { Entry, Ledger } from "./Ledger";
import { LimitsEditor } from "./LimitsEditor";
import { Notices } from "./Notices";
import { Waiting } from "./Waiting";
import { useSession } from "./context";

/** The plan of bridges within its limits. */
export function Plan() {
  const { bridges } = useSession();
  return (
    <>
      <LimitsEditor />
      <Waiting source={bridges}>{(answer) => <Bridges answer={answer} />}</Waiting>
      <Ledger />
    </>
  );
}

/** The ties to build, the best first; a click draws one as a dashed line between its two actors. */
function Bridges({ answer }: { answer: BridgesAnswer }) {
  const { voice } = useSession();
  const v = voice.value;
  const bridges = answer.bridges;
  const [before, after] = [answer.before?.["reach"], answer.after?.["reach"]];
  if (bridges.length === 0) return <><Notices run={answer.run} /><p class="intro">{v.text("bridges.none")}</p></>;
  return (
    <>
      <Notices run={answer.run} />
      <p class="intro">
        {v.text("bridges.intro")}
        {typeof before === "number" && typeof after === "number" && ` ${v.text("bridges.effect", { before: v.number(before), after: v.number(after) })}`}
      </p>
      <ol class="cards">{bridges.map((bridge) => <Item key={bridge.rank} bridge={bridge} />)}</ol>
    </>
  );
}

function Item({ bridge }: { bridge: Bridge }) {
  const session = useSession();
  const { voice, view } = session;
  const v = voice.value;
  const { selection } = view.value;
  const isChosen = selection.kind === "bridge" && selection.source === bridge.source && selection.target === bridge.target;
  const reason = bridge.reason[v.language];
  const entry = session.ledger.entry(bridge.source, bridge.target);
  return (
    <li class={`card ${isChosen ? "card-chosen" : ""}`}>
      <button type="button" class="card-button" aria-pressed={isChosen}
        onClick={() => (isChosen ? session.clear() : session.goTo({ kind: "bridge", source: bridge.source, target: bridge.target }))}>
        <span class="rank">{v.number(bridge.rank)}</span>
        <span class="card-text">
          <strong>{v.text("bridge.pair", { source: bridge.source_name, target: bridge.target_name })}</strong>
          {reason && <span class="reason">{reason}</span>}
          <span class="badges">
            {bridge.gain !== null && <span class="badge">{v.text("bridge.gain", { n: v.number(bridge.gain) })}</span>}
            {bridge.plausibility !== null && <span class="badge">{v.text("bridge.plausibility", { n: v.share(bridge.plausibility) })}</span>}
            {entry && <span class="badge badge-state">{v.text(`ledger.is.${entry.state}`)}</span>}
            {bridge.stability !== null && <span class="badge">{v.text("bridge.stability", { n: v.share(bridge.stability) })}</span>}
          </span>
        </span>
      </button>
      {isChosen && <Trial bridge={bridge} />}
    </li>
  );
}

/** What one bridge alone would change, and the way to try it together with others. */
function Trial({ bridge }: { bridge: Bridge }) {
  const session = useSession();
  const v = session.voice.value;
  const state = session.bridge.state.value;
  const figures = valueOf(state);
  return (
    <div class="evidence" aria-busy={state.status === "loading"}>
      {figures && (
        <FigureTable few caption={v.text("bridge.effect")}
          columns={[{ name: v.text("whatif.before"), figures: figures.before }, { name: v.text("whatif.after"), figures: figures.after }]} />
      )}
      <Entry bridge={bridge} />
      <div class="pills">
        <button type="button" class="button" onClick={() => session.tryTie(bridge.source, bridge.target)}>{v.text("bridge.try")}</button>
      </div>
    </div>
  );
}
