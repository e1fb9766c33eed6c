import { expect, test } from "vitest";
import { addActivity, addActor, addTie, asked, asksNothing, endActivity, isGone, isTied, keep, noEdits, pairsOf, readScenarios, removeActor, removeTie, thoughtUp, undo, type Edits } from "./sandbox";

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
  expect(asked(list, (id) => id !== "gone")).toEqual({ add_actors: [], add_ties: [["a", "b"]], remove_ties: [["b", "c"]], remove_actors: ["d"], add_activities: [], remove_activities: [] });
});

test("somebody who is thought up gets an id of their own and ties, which go with them", () => {
  const known = (id: string): boolean => ["a", "new-1"].includes(id);
  const two = addActor(addActor(none, "Silta", "sector", "NGO", known), "Kukaan", "sector", "", known);
  expect(thoughtUp(two).map(({ id, name }) => [id, name])).toEqual([["new-2", "Silta"], ["new-3", "Kukaan"]]);
  const tied = addTie(addTie(two, "new-2", "a", false), "new-2", "new-3", false);
  expect(asked(tied, known)).toEqual({
    add_actors: [{ id: "new-2", name: "Silta", attributes: { sector: "NGO" } }, { id: "new-3", name: "Kukaan", attributes: {} }],
    add_ties: [["new-2", "a"], ["new-2", "new-3"]], remove_ties: [], remove_actors: [], add_activities: [], remove_activities: [],
  });
  expect(undo(tied, tied[0]!)).toEqual([tied[1]]);
  expect(removeActor(tied, "new-2")).toEqual([tied[1]]);
  expect(readScenarios(JSON.stringify([{ name: "x", network: "n", edits: tied }]))).toEqual([{ name: "x", network: "n", edits: tied }]);
});

test("an activity takes two at least, loses who goes, and is kept with the rest", () => {
  const known = (id: string): boolean => ["a", "b", "c"].includes(id);
  const thought = addActor(none, "Silta", "sector", "NGO", known);
  expect(addActivity(none, "Pieni", ["a", "a"])).toBe(none);
  const list = endActivity(addActivity(thought, "Hanke", ["a", "b", "new-1", "a"]), { id: "h", title: "Vanha", actors: 4 });
  expect(endActivity(list, { id: "h", title: "Vanha", actors: 4 })).toBe(list);
  expect(asked(list, known)).toEqual({ ...noEdits, add_actors: [{ id: "new-1", name: "Silta", attributes: { sector: "NGO" } }], add_activities: [["a", "b", "new-1"]], remove_activities: ["h"] });
  expect([asksNothing(noEdits), asksNothing(asked(list, known))]).toEqual([true, false]);
  expect(list.flatMap((edit) => (edit.kind === "add-activity" ? pairsOf(edit) : []))).toEqual([["a", "b"], ["a", "new-1"], ["b", "new-1"]]);
  expect(undo(list, list[0]!)).toEqual([{ kind: "add-activity", title: "Hanke", who: ["a", "b"] }, list[2]]);
  expect(asked(removeActor(removeActor(list, "a"), "b"), known).add_activities).toEqual([]);
  expect(addActivity(list, "Hanke", ["a", "c"]).at(-1)).toMatchObject({ title: "Hanke 2" });
  const kept = [{ name: "x", network: "n", edits: list }];
  expect(readScenarios(JSON.stringify(kept))).toEqual(kept);
});

test("scenarios are read back as written; anything else is refused", () => {
  const scenario = { name: "one", network: "n", edits: removeActor(addTie(none, "a", "b", false), "c") };
  const list = keep(keep([], { ...scenario, edits: [] }), scenario);
  expect(list).toEqual([scenario]);
  expect(keep(list, { ...scenario, network: "m" })).toHaveLength(2);
  expect(readScenarios(JSON.stringify(list))).toEqual(list);
  for (const text of ["", "{}", "[1]", '[{"name":"x","network":"n","edits":[{"kind":"explode"}]}]']) expect(readScenarios(text)).toBeNull();
});
