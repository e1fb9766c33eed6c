import { useSignal, useSignalEffect } from "@preact/signals";
import type { NetworkSummary } from "../api/types";
import { format } from "../core/view";
import { valueOf } from "../state/source";
import { ActorTable } from "./ActorTable";
import { AddActor } from "./AddActor";
import { Data } from "./Data";
import { Header } from "./Header";
import { MapView } from "./MapView";
import { Overview } from "./Overview";
import { Panel } from "./Panel";
import { Telling } from "./Telling";
import { Waiting } from "./Waiting";
import { useSession } from "./context";

/** The whole page: choices on top, one screen below them, and beside the map and the table the findings. */
export function App() {
  const session = useSession();
  const { voice, view, networks, network, told } = session;
  const sheet = useSignal(true);
  const stored = (valueOf(networks.state.value) ?? []).length > 0;
  const telling = told.value !== null;
  const embedded = view.value.embed;
  const beside = stored && (telling || (!embedded && (view.value.screen === "map" || view.value.screen === "table")));

  useSignalEffect(() => {
    document.documentElement.lang = voice.value.language;
    document.title = [network.value, voice.value.text("app.map"), "Sillat"].filter(Boolean).join(" · ");
  });

  return (
    <div class={`app ${beside ? "" : "app-alone"} ${sheet.value ? "" : "app-folded"} ${telling ? "app-telling" : ""}`}>
      <a class="skip" href={beside ? "#findings" : "#main"}>{voice.value.text(beside ? "app.skip" : "app.skipMain")}</a>
      {!telling && !embedded && <Header />}
      <main class="main" id="main" tabIndex={-1}>
        <Waiting source={networks}>{(list) => <Screen networks={list} />}</Waiting>
      </main>
      {beside && (
        <aside class="aside" id="findings" aria-label={voice.value.text(telling ? "story.title" : "panel.label")} tabIndex={-1}>
          {!telling && <button type="button" class="handle" aria-expanded={sheet.value} aria-controls="findings-body"
            onClick={() => { sheet.value = !sheet.value; }}>
            {voice.value.text(sheet.value ? "panel.hide" : "panel.show")}
          </button>}
          <div id="findings-body" class="aside-body">{telling ? <Telling /> : <Panel />}</div>
        </aside>
      )}
      {embedded && <Embedded />}
      {session.adding.value !== null && <AddActor name={session.adding.value} />}
    </div>
  );
}

/** Where an embedded picture is from, and the way to the whole of it. */
function Embedded() {
  const { voice, view, network, told } = useSession();
  const whole = `${window.location.pathname}?${format({ ...view.value, embed: false })}${told.value ? window.location.hash : ""}`;
  return (
    <footer class="embedded">
      {told.value ? <span>{network.value}</span> : <h1>{network.value}</h1>}
      <a href={whole} target="_blank" rel="noopener">{voice.value.text("embed.open")}</a>
    </footer>
  );
}

/** The chosen screen; where nothing is stored yet, the way to bring it. */
function Screen({ networks }: { networks: readonly NetworkSummary[] }) {
  const session = useSession();
  const { voice, view, detail, map } = session;
  // What is embedded is looked at: whatever changes data stays outside, for a page around it could lead a click astray.
  const screen = view.value.embed && view.value.screen === "data" ? "overview" : view.value.screen;
  if (!view.value.embed && (networks.length === 0 || screen === "data")) return <Data />;
  return (
    <Waiting source={detail}>
      {(known) => {
        if (known.counts.actors === 0) return <Advice text={voice.value.text("app.noActors")} />;
        return (
          <Waiting source={map} text="app.loadingMap">
            {() => {
              switch (screen) {
                case "map": return <MapView />;
                case "table": return <ActorTable />;
                default: return <Overview />;
              }
            }}
          </Waiting>
        );
      }}
    </Waiting>
  );
}

/** What keeps a picture from being drawn, and the way to mend it. */
function Advice({ text }: { text: string }) {
  const session = useSession();
  return (
    <div class="failure">
      <p>{text}</p>
      <button type="button" class="button button-main" onClick={() => session.patch({ screen: "data" })}>{session.voice.value.text("bring.title")}</button>
    </div>
  );
}
