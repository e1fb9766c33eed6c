import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { BridgesAnswer, GapsAnswer } from "../api/types";
import { missing } from "../core/gaps";
import { dimensionName, siloName } from "../core/language";
import { pairsOf } from "../core/overview";
import { partsOf } from "../core/paths";
import { gapSentence } from "../core/sentences";
import type { Tab } from "../core/view";
import { valueOf } from "../state/source";
import { Glance } from "./Glance";
import { Headline } from "./Headline";
import { HeatMap } from "./HeatMap";
import { KeepPage } from "./KeepPage";
import { Swatch } from "./Swatch";
import { Ungrouped } from "./Ungrouped";
import { Waiting } from "./Waiting";
import { useSession } from "./context";

/** Rows of a list before "show all": what fits in a glance. */
const top = 5;

/** The overall picture on one page: what a newcomer needs to know, each part leading to the map and the rows behind it. */
export function Overview() {
  const session = useSession();
  const { voice, network, silo, detail, gaps, bridges, view, told, seesActors } = session;
  const v = voice.value;
  const known = valueOf(detail.state.value);
  return (
    <div class="page overview">
      <header class="overview-head">
        <div class="overview-name">
          <h2>{v.text("overview.title", { network: network.value })}</h2>
          {!view.value.embed && !told.value && <KeepPage />}
        </div>
        {known && (
          <p class="intro">
            {silo.value && `${v.text("overview.by", { dimension: dimensionName(v, silo.value) })} `}
            {v.text("overview.asOf", { revision: v.number(known.revision), date: v.date(known.changed) })}
          </p>
        )}
      </header>
      {!silo.value && <Loose />}
      {silo.value && <Waiting source={gaps}>
        {(found) => (
          <>
            <Headline found={found} />
            {silo.value && (
              <div class="overview-pictures">
                <HeatMap gaps={found.gaps} complete={found.gaps.length === found.pairs} />
                <Glance />
              </div>
            )}
            <div class="overview-parts">
              <TopGaps found={found} />
              {seesActors.value && <section class="part" aria-labelledby="top-bridges">
                <h3 id="top-bridges">{v.text("overview.bridges")}</h3>
                <Waiting source={bridges}>{(plan) => <TopBridges plan={plan} />}</Waiting>
              </section>}
              {seesActors.value && <CutOff found={found} />}
              {seesActors.value && <TopPoints found={found} />}
            </div>
          </>
        )}
      </Waiting>}
    </div>
  );
}

/** The overall picture where nothing groups the actors: how the map looks, and who is connected at all. */
function Loose() {
  const session = useSession();
  const { voice, picture } = session;
  const v = voice.value;
  const p = picture.value;
  const found = useMemo(() => (p ? partsOf(p) : null), [p]);
  if (!p || !found) return null;
  const [largest, ...others] = found.parts;
  return (
    <>
      <Ungrouped />
      <p class="intro">
        {v.text("overview.loose", { actors: v.number(p.size), pairs: v.number(pairsOf(p)), largest: v.number(largest?.length ?? 0), isolates: v.number(found.isolates.length) })}
      </p>
      <div class="overview-pictures"><Glance /></div>
      <Part id="loose-clusters" title={v.text("apart.clusters")} none={v.text("overview.noClusters")} count={others.length} tab="apart">
        {others.slice(0, top).map((part) => (
          <li key={part[0]}>
            <button type="button" class="row" onClick={() => session.goTo({ kind: "actor", id: p.ids[part[0]!]! })}>
              <span class="rank">{v.number(part.length)}</span>
              <span>{v.text("overview.cluster", { name: p.names[part[0]!]!, others: v.count("others", part.length - 1) })}</span>
            </button>
          </li>
        ))}
      </Part>
    </>
  );
}

/** A short list with the way to the whole of it. */
function Part({ id, title, none, count, tab, children }: { id: string; title: string; none: string; count: number; tab: Tab; children: ComponentChildren }) {
  const session = useSession();
  const v = session.voice.value;
  return (
    <section class="part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {count === 0 ? <p class="intro">{none}</p> : <ol class="rows">{children}</ol>}
      {count > top && (
        <button type="button" class="link" onClick={() => session.patch({ screen: "map", tab })}>{v.text("overview.all", { n: v.number(count), title })}</button>
      )}
    </section>
  );
}

function TopGaps({ found }: { found: GapsAnswer }) {
  const session = useSession();
  const { voice, picture, silo } = session;
  const v = voice.value;
  const list = missing(found.gaps);
  const at = (name: string): number => picture.value?.siloIndex.get(name) ?? -1;
  return (
    <Part id="top-gaps" title={v.text("overview.gaps")} none={v.text(silo.value ? "gaps.none" : "gaps.noSilos")} count={list.length} tab="gaps">
      {list.slice(0, top).map((gap) => (
        <li key={gap.rank}>
          <button type="button" class="row" onClick={() => session.goTo({ kind: "gap", a: gap.a, b: gap.b })}>
            <span class="two-silos"><Swatch silo={at(gap.a)} /><Swatch silo={at(gap.b)} /></span>
            <span>{gapSentence(v, gap)}</span>
          </button>
        </li>
      ))}
    </Part>
  );
}

function TopBridges({ plan }: { plan: BridgesAnswer }) {
  const session = useSession();
  const v = session.voice.value;
  const list = plan.bridges;
  if (list.length === 0) return <p class="intro">{v.text("bridges.none")}</p>;
  return (
    <>
      <ol class="rows">
        {list.slice(0, top).map((bridge) => (
          <li key={bridge.rank}>
            <button type="button" class="row" onClick={() => session.goTo({ kind: "bridge", source: bridge.source, target: bridge.target })}>
              <span class="rank">{v.number(bridge.rank)}</span>
              <span>
                {v.text("bridge.pair", { source: bridge.source_name, target: bridge.target_name })}
                <span class="reason">{bridge.reason[v.language]}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {list.length > top && (
        <button type="button" class="link" onClick={() => session.patch({ screen: "map", tab: "bridges" })}>
          {v.text("overview.all", { n: v.number(list.length), title: v.text("overview.bridges") })}
        </button>
      )}
    </>
  );
}

function CutOff({ found }: { found: GapsAnswer }) {
  const session = useSession();
  const v = session.voice.value;
  const clusters = found.clusters;
  return (
    <Part id="top-clusters" title={v.text("apart.clusters")} none={v.text("overview.noClusters")} count={clusters.length} tab="apart">
      {clusters.slice(0, top).map((cluster, at) => (
        <li key={at}>
          <button type="button" class="row" onClick={() => session.goTo({ kind: "cluster", at })}>
            <span class="rank">{v.number(cluster.actors)}</span>
            <span>
              {v.text("overview.cluster", { name: cluster.who[0]?.name ?? "", others: v.count("others", cluster.actors - 1) })}
              <span class="reason">{v.list(cluster.silos.map((silo) => siloName(v, silo.name)))}</span>
            </span>
          </button>
        </li>
      ))}
    </Part>
  );
}

function TopPoints({ found }: { found: GapsAnswer }) {
  const session = useSession();
  const v = session.voice.value;
  const points = found.single_points;
  return (
    <Part id="top-points" title={v.text("overview.points")} none={v.text("points.none")} count={found.single_points_found} tab="points">
      {points.slice(0, top).map((point) => (
        <li key={point.id}>
          <button type="button" class="row" onClick={() => session.goTo({ kind: "actor", id: point.id })}>
            <span class="rank">{v.number(point.cuts_off)}</span>
            <span>{v.count("point", point.cuts_off, { name: point.name })}</span>
          </button>
        </li>
      ))}
    </Part>
  );
}
