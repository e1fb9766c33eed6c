import type { Bridge, Gap } from "../api/types";
import { betweenOf, connectorsOf, type Connector } from "../core/connect";
import { More } from "./More";
import { Swatch } from "./Swatch";
import { Waiting } from "./Waiting";
import { useSession } from "./context";

/** Who connects the two silos of a gap today, and which ties would be best to build between them. */
export function Across({ gap }: { gap: Gap }) {
  const session = useSession();
  const { voice, picture, across } = session;
  const v = voice.value;
  const p = picture.value;
  const [a, b] = [p?.siloIndex.get(gap.a), p?.siloIndex.get(gap.b)];
  if (!p || a === undefined || b === undefined) return null;
  const today = connectorsOf(p, a, b);
  const between = today.length > 0 ? [] : betweenOf(p, a, b);
  return (
    <>
      <h2 class="evidence-title">{v.text("across.today")}</h2>
      {today.length > 0 ? <Actors list={today} /> : <p>{v.text("across.nobody")}</p>}
      {between.length > 0 && (
        <>
          <h2 class="evidence-title">{v.text("across.between")}</h2>
          <Actors list={between} />
        </>
      )}
      <h2 class="evidence-title">{v.text("across.bridges")}</h2>
      <Waiting source={across}>
        {(bridges) => bridges.length === 0 ? <p>{v.text("bridges.none")}</p> : (
          <ol class="rows">{bridges.map((bridge) => <Proposed key={`${bridge.source} ${bridge.target} ${bridge.rank}`} gap={gap} bridge={bridge} />)}</ol>
        )}
      </Waiting>
    </>
  );
}

function Actors({ list }: { list: readonly Connector[] }) {
  const session = useSession();
  const { voice, picture } = session;
  const p = picture.value!;
  return (
    <More items={list} first={6} class="names">
      {({ u, contacts }) => (
        <li key={u}>
          <Swatch silo={p.silo[u]!} />
          <button type="button" class="link" onClick={() => session.goTo({ kind: "actor", id: p.ids[u]! })}>{p.names[u]}</button>
          <span class="aside-note">{voice.value.count("contacts", contacts)}</span>
        </li>
      )}
    </More>
  );
}

/** One proposed tie; a click leaves only it on the map between the two silos, another brings the others back. */
function Proposed({ gap, bridge }: { gap: Gap; bridge: Bridge }) {
  const session = useSession();
  const { voice, view } = session;
  const v = voice.value;
  const { selection } = view.value;
  const isChosen = selection.kind === "gap" && selection.tie?.[0] === bridge.source && selection.tie[1] === bridge.target;
  const whole = { kind: "gap", a: gap.a, b: gap.b } as const;
  return (
    <li>
      <button type="button" class={`row ${isChosen ? "card-chosen" : ""}`} aria-pressed={isChosen}
        onClick={() => session.goTo(isChosen ? whole : { ...whole, tie: [bridge.source, bridge.target] })}>
        <span class="rank rank-bridge">{v.number(bridge.rank)}</span>
        <span>
          {v.text("bridge.pair", { source: bridge.source_name, target: bridge.target_name })}
          <span class="reason">{bridge.reason[v.language]}</span>
        </span>
      </button>
      {isChosen && <button type="button" class="button" onClick={() => session.tryTie(bridge.source, bridge.target)}>{v.text("bridge.try")}</button>}
    </li>
  );
}
