import type { operations } from "../api/schema";
import type { Metric, MetricParam } from "../api/types";

/** What somebody set of how a figure is computed, by the names of its parameters; what is left out is as usual. */
export type Settings = Readonly<Record<string, string>>;

type Asked = Required<NonNullable<operations["compute-metrics"]["parameters"]["query"]>>;
const one = <Name extends "directed" | "weights">(id: Name, meaning: string, choices: Asked[Name][]): MetricParam => ({ id, meaning, kind: "choice", default: choices[0] ?? "", choices });

/** How ties are read and what is drawn at random, which the service takes for every figure; the first choice is the usual one. */
export const shared: readonly MetricParam[] = [
  one("directed", "Whether ties have a direction.", ["auto", "yes", "no"]),
  one("weights", "What a tie's weight means.", ["none", "strength", "distance"]),
  { id: "seed", meaning: "Seed for whatever is drawn at random; no larger than every reader of JSON can keep.", kind: "integer", default: "1", min: 0, max: Number.MAX_SAFE_INTEGER },
];

const isShared = (id: string): boolean => shared.some((param) => param.id === id);

/** Everything that can be set of a metric: its own parameters, as the catalogue describes them, and what all share. */
export const formOf = (metric: Metric): readonly MetricParam[] => [...metric.params, ...shared];

/** Why a text is no value of a parameter: not a number in its range, not a whole one, none of its choices; null when it is one. */
export type Fault = "range" | "whole" | "choice";

export function faultOf(param: MetricParam, text: string): Fault | null {
  switch (param.kind) {
    case "boolean": return text === "true" || text === "false" ? null : "choice";
    case "choice": return param.choices?.includes(text) ? null : "choice";
    default: {
      const whole = param.kind === "integer";
      const x = text.trim() === "" ? NaN : Number(text);
      const inside = x >= (param.min ?? -Infinity) && x <= (param.max ?? Infinity);
      return inside && (!whole || Number.isInteger(x)) ? null : whole ? "whole" : "range";
    }
  }
}

/** A figure as it is typed in Finnish and Swedish, too: with a comma. */
export const plain = (param: MetricParam, text: string): string =>
  (param.kind === "number" || param.kind === "integer" ? text.trim().replace(",", ".").replace("−", "-") : text);

/** What counts of what was set: values that the form knows and takes, where they differ from the usual. */
export function settled(form: readonly MetricParam[], settings: Settings): Settings {
  return Object.fromEntries(form.flatMap((param) => {
    const text = settings[param.id];
    return text === undefined || faultOf(param, text) !== null || text === param.default ? [] : [[param.id, text]];
  }));
}

/** Whether the form holds something that must be answered first, because the metric has no usual value for it. */
export const wanting = (form: readonly MetricParam[], settings: Settings): boolean =>
  form.some((param) => param.default === "" && settings[param.id] === undefined);

/** What was set, as the service takes it. */
export const queryOf = (settings: Settings): [string, string][] =>
  Object.entries(settings).map(([id, value]) => (isShared(id) ? [id, value] : ["set", `${id}=${value}`]));

/** What stays set when another metric is chosen: its own parameters mean something else there. */
export const kept = (settings: Settings): Settings => Object.fromEntries(Object.entries(settings).filter(([id]) => isShared(id)));

/** Sets one parameter. What is not a value stays set, too, so that its field can say so. */
export function withSetting(settings: Settings, param: MetricParam, text: string): Settings {
  const { [param.id]: _, ...rest } = settings;
  const value = plain(param, text);
  return value === param.default ? rest : { ...rest, [param.id]: value };
}

/** The parameter that a refusal names; undefined when it names none of them. */
export const namedIn = (form: readonly MetricParam[], detail: string): MetricParam | undefined =>
  form.find(({ id }) => new RegExp(`(^|[^\\w-])${id}($|[^\\w-])`).test(detail));
