import { useSignal } from "@preact/signals";
import { dimensionName, languages } from "../core/language";
import { screens } from "../core/view";
import { valueOf } from "../state/source";
import { Choice } from "./Choice";
import { Chips, FilterMenu } from "./FilterMenu";
import { Search } from "./Search";
import { Scoring, Settings } from "./Settings";
import { Share } from "./Share";
import { useSession } from "./context";
import { metricName } from "./words";

/** The choices that decide what is shown: network, grouping, dot size, language, and search. */
export function Header() {
  const session = useSession();
  const { voice, view, network, networks, dimensions, silo, metrics, metric, picture, link, seesActors } = session;
  const v = voice.value;
  const unfolded = useSignal(false);
  const grouping = silo.value ? `silo ${silo.value}` : picture.value?.grouping ?? "plain";
  const beside = view.value.screen === "map" || view.value.screen === "table";
  return (
    <header class={`header ${unfolded.value ? "header-unfolded" : ""}`}>
      <h1 class="brand">
        <svg viewBox="0 0 32 24" aria-hidden="true">
          <path d="M5 18C9 5 23 5 27 18" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
          <circle class="brand-a" cx="5" cy="18" r="4.5" /><circle class="brand-b" cx="27" cy="18" r="4.5" />
        </svg>
        {"Sillat"}
      </h1>
      <button type="button" class="button options" aria-expanded={unfolded.value} aria-controls="choices"
        onClick={() => { unfolded.value = !unfolded.value; }}>{v.text("header.options")}</button>
      <div class="choices" id="choices">
        <Choice label={v.text("header.network")} value={network.value} onChange={session.setNetwork}>
          {(valueOf(networks.state.value) ?? []).map((n) => <option key={n.name} value={n.name}>{n.name}</option>)}
        </Choice>
        <Choice label={v.text("header.silo")} value={grouping}
          onChange={(value) => (value.startsWith("silo ") ? session.setSilo(value.slice(5)) : session.setGroup(value === "plain" ? "plain" : "communities"))}>
          {dimensions.value.map((d) => <option key={d.name} value={`silo ${d.name}`}>{dimensionName(v, d.name, dimensions.value)}</option>)}
          <option value="communities">{v.text("header.communities")}</option>
          <option value="plain">{v.text("header.plain")}</option>
        </Choice>
        <Choice label={v.text("header.size")} value={metric.value} onChange={session.setMetric}>
          {metrics.value.map((m) => <option key={m.id} value={m.id}>{metricName(v, m)}</option>)}
        </Choice>
        {beside && seesActors.value && <Settings />}
        <Choice label={v.text("header.language")} value={v.language} onChange={(language) => session.patch({ language })}>
          {languages.map((l) => <option key={l.code} value={l.code} lang={l.code}>{l.name}</option>)}
        </Choice>
      </div>
      {beside && seesActors.value && <FilterMenu />}
      {seesActors.value && <Search />}
      <div class="switch" role="group" aria-label={v.text("header.screen")}>
        {screens.filter((screen) => !link.value || (screen !== "data" && (seesActors.value || screen !== "table"))).map((screen) => (
          <button key={screen} type="button" aria-pressed={view.value.screen === screen} onClick={() => session.patch({ screen })}>
            {v.text(`screen.${screen}`)}
          </button>
        ))}
      </div>
      <Share />
      {view.value.screen !== "data" && <Chips />}
      {beside && <Scoring />}
    </header>
  );
}
