import { expect, test } from "vitest";
import { addTie, asked, isGone, isTied, keep, readScenarios, removeActor, removeTie, undo, type Edits } from "./sandbox";

const none: Edits = [];

test("a tie is drawn once, whichever end comes first, and not to oneself or where one is", () => {
  const one = addTie(none, "a", "b", false);
  expect(one).toEqual([{ kind: "add-tie", a: "a", b: "b" }]);
  expect(addTie(one, "b", "a", false)).toBe(one);
  expect(addTie(none, "a", "a", false)).toBe(none);
  expect(addTie(none, "a", "b", true)).toBe(none);
});

test("removing what was drawn, and drawing what was removed, leaves nothing", () => {
  expect(removeTie(addTie(none, "a", "b", false), "b", "a", false)).toEqual([]);
  const cut = removeTie(none, "a", "b", true);
  expect([isTied(cut, "b", "a", true), isTied(none, "a", "b", true)]).toEqual([false, true]);
  expect(addTie(cut, "b", "a", true)).toEqual([]);
  expect(removeTie(none, "a", "b", false)).toBe(none);
});

test("an actor that leaves takes its changed ties along, and gets no new ones", () => {
  const list = removeActor(addTie(addTie(none, "a", "b", false), "c", "d", false), "a");
  expect(list).toEqual([{ kind: "add-tie", a: "c", b: "d" }, { kind: "remove-actor", id: "a" }]);
  expect(isGone(list, "a")).toBe(true);
  expect(addTie(list, "a", "d", false)).toBe(list);
  expect(undo(list, list[1]!)).toEqual([list[0]]);
});

test("the service is asked about actors that it knows", () => {
  const list = removeActor(removeTie(addTie(addTie(none, "a", "b", false), "a", "gone", false), "b", "c", true), "d");
  expect(asked(list, (id) => id !== "gone")).toEqual({ add_ties: [["a", "b"]], remove_ties: [["b", "c"]], remove_actors: ["d"] });
});

test("scenarios are read back as written; anything else is refused", () => {
  const scenario = { name: "one", network: "n", edits: removeActor(addTie(none, "a", "b", false), "c") };
  const list = keep(keep([], { ...scenario, edits: [] }), scenario);
  expect(list).toEqual([scenario]);
  expect(keep(list, { ...scenario, network: "m" })).toHaveLength(2);
  expect(readScenarios(JSON.stringify(list))).toEqual(list);
  for (const text of ["", "{}", "[1]", '[{"name":"x","network":"n","edits":[{"kind":"explode"}]}]']) expect(readScenarios(text)).toBeNull();
});
