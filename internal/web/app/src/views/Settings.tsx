import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { Problem } from "../api/problem";
import type { MetricParam } from "../api/types";
import type { Voice } from "../core/language";
import { faultOf, namedIn, plain, type Fault } from "../core/settings";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { metricName } from "./words";

/** How the figure that sizes actors is computed: a form drawn from what the catalogue says of the metric. Each choice counts at once. */
export function Settings() {
  const session = useSession();
  const { voice, view, form, settings, figure, scoring } = session;
  const v = voice.value;
  const menu = useRef<HTMLDetailsElement>(null);
  if (!figure.value) return null;
  const state = scoring.answer.state.value;
  const refusal = state.status === "failed" && state.problem.status === 400 ? state.problem : null;
  const blamed = refusal ? namedIn(form.value, refusal.detail) : undefined;
  const count = Object.keys(settings.value).length;
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={menu} class="menu settings" onKeyDown={close}>
      <summary class="button" title={v.text("settings.title")}>
        <span class="unseen">{v.text("settings.title")}</span>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 6h9m4 0h1M3 14h1m4 0h9" /><circle cx="14" cy="6" r="2.2" /><circle cx="6" cy="14" r="2.2" /></svg>
        {count > 0 && <span class="tab-count">{v.number(count)}</span>}
      </summary>
      <div class="filter-form settings-form" role="group" aria-label={v.text("settings.of", { metric: metricName(v, figure.value) })}>
        <p class="intro">{v.text("settings.of", { metric: metricName(v, figure.value) })}</p>
        {form.value.map((param) => (
          <Field key={`${figure.value!.id} ${param.id}`} param={param} text={view.value.settings[param.id] ?? param.default} refusal={blamed === param ? refusal : null} />
        ))}
        {Object.keys(view.value.settings).length > 0 && <button type="button" class="button" onClick={() => session.patch({ settings: {} })}>{v.text("settings.reset")}</button>}
      </div>
    </details>
  );
}

/** A parameter's word in the reader's language, and the service's own where there is none. */
const choiceName = (v: Voice, choice: string): string => v.word(`param.choice.${choice}`, choice);

function sayFault(v: Voice, param: MetricParam, fault: Fault): string {
  const bounds = { low: v.exact(param.min ?? -Infinity), high: v.exact(param.max ?? Infinity) };
  switch (fault) {
    case "range": return v.text("settings.range", bounds);
    case "whole": return v.text("settings.whole", bounds);
    case "choice": return v.text("settings.choice", { choices: v.list((param.choices ?? ["true", "false"]).map((choice) => choiceName(v, choice))) });
  }
}

/** One parameter: its name, a field of its kind, what it means, and what is amiss with what was typed. */
function Field({ param, text, refusal }: { param: MetricParam; text: string; refusal: Problem | null }) {
  const session = useSession();
  const v = session.voice.value;
  const id = useId();
  const draft = useSignal<string | null>(null);
  const typed = plain(param, draft.value ?? text);
  const fault = typed === "" && param.default === "" && draft.value === null ? null : faultOf(param, typed);
  const amiss = fault ? sayFault(v, param, fault) : refusal && <Refusal problem={refusal} />;
  const take = (value: string): void => {
    draft.value = null;
    session.set(param, value);
  };
  const about = { id, "aria-describedby": `${id}-about${amiss ? ` ${id}-amiss` : ""}`, "aria-invalid": amiss !== null };
  const choices = param.kind === "boolean" ? ["true", "false"] : param.choices;
  const number = param.kind === "number" || param.kind === "integer";
  return (
    <div class="choice setting">
      <label for={id}>{v.word(`param.name.${param.id}`, param.id)}</label>
      {number
        ? <input {...about} inputMode={param.kind === "integer" ? "numeric" : "decimal"} autocomplete="off" value={draft.value ?? text}
            onInput={(event) => { draft.value = event.currentTarget.value; }} onChange={(event) => take(event.currentTarget.value)} />
        : <select {...about} value={text} onChange={(event) => take(event.currentTarget.value)}>
            {(choices ?? []).map((choice) => <option key={choice} value={choice}>{choiceName(v, choice)}</option>)}
          </select>}
      <p id={`${id}-about`} class="aside-note">
        {v.word(`param.meaning.${param.meaning}`, param.meaning)}
        {number && param.default !== "" && ` ${v.text("settings.usual", { value: v.exact(Number(param.default)) })}`}
      </p>
      {amiss && <p id={`${id}-amiss`} class="warning" role="alert">{amiss}</p>}
    </div>
  );
}

/** How far a figure that takes long has come, with a way to stop it, and what went wrong with one. */
export function Scoring() {
  const { voice, figure, scoring } = useSession();
  const v = voice.value;
  const metric = figure.value ? metricName(v, figure.value) : "";
  const share = scoring.progress.value;
  const state = scoring.answer.state.value;
  if (state.status === "loading" && share !== null) {
    return (
      <div class="scoring" role="status">
        {/* First, where the open form does not lie over it. */}
        <button type="button" class="link" onClick={scoring.stop}>{v.text("settings.stop")}</button>
        <span>{v.text("settings.computing", { metric, share: v.share(share) })}</span>
        <progress max={1} value={share} aria-hidden="true" />
      </div>
    );
  }
  if (state.status !== "failed" || state.problem.status === 401) return null;
  return (
    <div class="scoring" role="alert">
      <span>{scoring.stopped.value ? v.text("settings.stopped", { metric }) : <>{v.text("settings.failed", { metric })} <Refusal problem={state.problem} /></>}</span>
      <button type="button" class="link" onClick={scoring.answer.retry}>{v.text("app.retry")}</button>
    </div>
  );
}
