import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MetricParam } from "../api/types";
import { faultOf, kept, namedIn, queryOf, settled, shared, wanting, withSetting } from "./settings";

const damping: MetricParam = { id: "damping", meaning: "", kind: "number", default: "0.85", min: 0, max: 0.9999 };
const steps: MetricParam = { id: "steps", meaning: "", kind: "integer", default: "", min: 1, max: 9 };
const method: MetricParam = { id: "method", meaning: "", kind: "choice", default: "auto", choices: ["auto", "exact"] };
const far: MetricParam = { id: "distances", meaning: "", kind: "boolean", default: "false" };
const form = [damping, steps, method, far, ...shared];

test("each kind of parameter takes its values and says why it does not take others", () => {
  expect(["0", "0.9999", "1", "-0.1", "", "half", "1e-3"].map((text) => faultOf(damping, text))).toEqual([null, null, "range", "range", "range", "range", null]);
  expect(["1", "9", "2.5", "0", "10", ""].map((text) => faultOf(steps, text))).toEqual([null, null, "whole", "whole", "whole", "whole"]);
  expect(["exact", "", "Exact"].map((text) => faultOf(method, text))).toEqual([null, "choice", "choice"]);
  expect(["true", "1"].map((text) => faultOf(far, text))).toEqual([null, "choice"]);
});

test("what is asked is what the form takes and what is not as usual; whatever else an address says is left out", () => {
  const asked = settled(form, { damping: "0.5", steps: "99", method: "auto", unknown: "1", weights: "strength", seed: "7" });
  expect(asked).toEqual({ damping: "0.5", weights: "strength", seed: "7" });
  expect(queryOf(asked)).toEqual([["set", "damping=0.5"], ["weights", "strength"], ["seed", "7"]]);
});

test("a metric without a usual value waits for one", () => {
  expect(wanting(form, {})).toBe(true);
  expect(wanting(form, { steps: "2" })).toBe(false);
});

test("figures may be typed with a comma, the usual value is no setting, and another metric keeps what all share", () => {
  expect(withSetting({}, damping, " 0,5 ")).toEqual({ damping: "0.5" });
  expect(withSetting({ damping: "0.5", seed: "7" }, damping, "0.85")).toEqual({ seed: "7" });
  expect(withSetting({}, damping, "2")).toEqual({ damping: "2" });
  expect(kept({ damping: "0.5", seed: "7" })).toEqual({ seed: "7" });
});

test("a refusal belongs to the field that it names, by the whole word", () => {
  expect(namedIn(form, 'pagerank: damping is "2"; expected a number from 0 to 0.9999')).toBe(damping);
  expect(namedIn(form, "the dampings are too many")).toBeUndefined();
});

// The catalogue does not describe what all metrics share; the API's description does.
test.each(shared)("$id is described by the service as the form has it", (param) => {
  const described = JSON.parse(readFileSync(join(import.meta.dirname, "../../openapi.json"), "utf8")) as {
    paths: Record<string, { get: { parameters: { name: string; description: string; schema: { enum?: string[]; default: unknown; minimum?: number; maximum?: number } }[] } }>;
  };
  const found = described.paths["/api/v1/networks/{name}/metrics"]!.get.parameters.find(({ name }) => name === param.id)!;
  expect({ meaning: found.description, choices: found.schema.enum, usual: String(found.schema.default), max: found.schema.maximum })
    .toEqual({ meaning: param.meaning, choices: param.choices, usual: param.default, max: param.max });
});
