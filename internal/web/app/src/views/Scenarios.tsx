import { useSignal } from "@preact/signals";
import type { Scenario } from "../core/sandbox";
import { valueOf } from "../state/source";
import { FigureTable } from "./FigureTable";
import { Choice } from "./Choice";
import { download } from "./download";
import { useSession } from "./context";

/** Changes kept under a name by this browser: taken up again, written to a file, and two of them side by side. */
export function Scenarios() {
  const { voice, sandbox, network } = useSession();
  const v = voice.value;
  const name = useSignal("");
  const told = useSignal("");
  const own = sandbox.own.value;
  const save = (event: Event): void => {
    event.preventDefault();
    const text = name.value.trim();
    if (!text) {
      told.value = v.text("scenario.unnamed");
      return;
    }
    told.value = v.text(sandbox.save(text) ? "scenario.saved" : "scenario.unsaved", { name: text });
    name.value = "";
  };
  const read = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file) told.value = v.text(sandbox.take(await file.text()) ? "scenario.read" : "scenario.unread", { name: file.name });
  };
  return (
    <section class="scenarios">
      <h2>{v.text("scenario.title")}</h2>
      <p class="intro">{v.text("scenario.intro")}</p>
      <form class="scenario-save" onSubmit={save}>
        <div class="choice">
          <label for="scenario-name">{v.text("scenario.name")}</label>
          <input id="scenario-name" value={name.value} maxLength={80} onInput={(event) => { name.value = event.currentTarget.value; }} />
        </div>
        <button type="submit" class="button" disabled={sandbox.edits.value.length === 0}>{v.text("scenario.save")}</button>
      </form>
      <p role="status" class="told">{told.value}</p>
      <ul class="edits">{own.map((scenario) => <Kept key={scenario.name} scenario={scenario} />)}</ul>
      <div class="pills">
        {own.length > 0 && (
          <button type="button" class="button"
            onClick={() => download(`${network.value}-scenarios.json`, new Blob([JSON.stringify(own, null, 2)], { type: "application/json" }))}>
            {v.text("scenario.export")}
          </button>
        )}
        <label class="button file-button">
          {v.text("scenario.import")}
          <input type="file" class="unseen" accept=".json,application/json" onChange={(event) => void read(event.currentTarget.files)} />
        </label>
      </div>
      {own.length > 0 && <Compare own={own} />}
    </section>
  );
}

function Kept({ scenario }: { scenario: Scenario }) {
  const { voice, sandbox } = useSession();
  const v = voice.value;
  return (
    <li>
      <span class="edit-text">{scenario.name}<span class="aside-note">{` ${v.count("scenario.edits", scenario.edits.length)}`}</span></span>
      <button type="button" class="button" aria-label={v.text("scenario.loadOne", { name: scenario.name })} onClick={() => sandbox.load(scenario)}>{v.text("scenario.load")}</button>
      <button type="button" class="button" aria-label={v.text("scenario.forgetOne", { name: scenario.name })} onClick={() => sandbox.forget(scenario)}>{v.text("bring.remove")}</button>
    </li>
  );
}

/** Two scenarios beside today. */
function Compare({ own }: { own: readonly Scenario[] }) {
  const { voice, sandbox } = useSession();
  const v = voice.value;
  const [left, right] = sandbox.compared.value;
  const name = (side: string): string => side || v.text("scenario.now");
  const [one, two] = sandbox.sides.map((side) => valueOf(side.state.value));
  const choice = (label: string, value: string, set: (name: string) => void) => (
    <Choice label={label} value={value} onChange={set}>
      <option value="">{v.text("scenario.now")}</option>
      {own.map((scenario) => <option key={scenario.name} value={scenario.name}>{scenario.name}</option>)}
    </Choice>
  );
  return (
    <section>
      <h2>{v.text("scenario.compare")}</h2>
      <div class="two">
        {choice(v.text("scenario.left"), left, (to) => { sandbox.compared.value = [to, right]; })}
        {choice(v.text("scenario.right"), right, (to) => { sandbox.compared.value = [left, to]; })}
      </div>
      {left === right || !one || !two ? <p class="intro">{v.text("scenario.choose")}</p> : (
        <FigureTable caption={v.text("scenario.compare")}
          columns={[{ name: v.text("whatif.before"), figures: one.before }, { name: name(left), figures: one.after }, { name: name(right), figures: two.after }]} />
      )}
    </section>
  );
}
