import { expect, test } from "vitest";
import { chooseGroup, chooseNetwork, chooseSilo, format, parse, screens, select, start, toggle, type View } from "./view";

const full: View = {
  network: "demo & more", silo: "silo_sector", group: "", colour: "level", byTies: true, steps: 2, since: ["2021-12-31", "2023-12-31"],
  narrow: { where: [{ attribute: "level", value: "a=b, c" }], tieTypes: ["funding"], role: "partner", from: "2021-01-01", to: "2022-12-31", asOf: "", low: 2, high: 9.5 },
  metric: "pagerank", settings: { damping: "0.5", weights: "strength", odd: "a=b" }, open: ["NGOs", "a|b,c"],
  selection: { kind: "gap", a: "NGOs", b: "Säätiöt" }, chosen: ["a/1", "b&c"], alone: true, tab: "points", screen: "table", others: true, language: "fi", present: 2, embed: true,
};

test("an address says the whole view", () => {
  const selections: View["selection"][] = [
    full.selection, { kind: "none" }, { kind: "actor", id: "a/1" }, { kind: "bridge", source: "u", target: "v" }, { kind: "cluster", at: 3 }, { kind: "path", from: "a,1", to: "b" },
    { kind: "gap", a: "A", b: "B", tie: ["u", "v"] },
  ];
  for (const selection of selections) expect(parse(format({ ...full, selection }))).toEqual({ ...full, selection });
  expect(parse(format({ ...full, open: "all" }))).toEqual({ ...full, open: "all" });
  for (const screen of screens) expect(parse(format({ ...start, screen }))).toEqual({ ...start, screen });
});

test("the first view has an empty address, and an empty or odd address is the first view", () => {
  expect(format(start)).toBe("");
  expect(parse("")).toEqual(start);
  expect(parse("?tab=nonsense&view=3d&gap=one&cluster=-1&size=")).toEqual(start);
});

test("an address without a screen leads to the map when it picks something out there, as addresses did before there was an overview", () => {
  expect(parse("network=demo").screen).toBe("overview");
  expect(parse("actor=a1").screen).toBe("map");
  expect(parse("open=NGOs").screen).toBe("map");
  expect(parse("all=open").screen).toBe("map");
  expect(parse("gap=A&gap=B&view=overview").screen).toBe("overview");
});

test("another network forgets silos and selection; another dimension keeps a selected actor", () => {
  expect(chooseNetwork(full, "x")).toMatchObject({ network: "x", silo: "", colour: "", open: [], selection: { kind: "none" } });
  expect(chooseSilo(full, "region").colour).toBe("level");
  expect(chooseSilo(full, "region").selection).toEqual({ kind: "none" });
  const actor = { kind: "actor", id: "a1" } as const;
  expect(chooseSilo({ ...full, selection: actor }, "region").selection).toEqual(actor);
});

test("closing one silo of an all-open map leaves the others open", () => {
  expect(toggle({ ...start, open: "all" }, "B", ["A", "B", "C"]).open).toEqual(["A", "C"]);
  expect(toggle(start, "B", []).open).toEqual(["B"]);
});

test("selecting opens what is needed once", () => {
  const view = select({ ...start, open: ["A"] }, { kind: "actor", id: "x" }, ["A", "B"]);
  expect(view.open).toEqual(["A", "B"]);
});

test("another way to draw without silos lets go of what is between silos, and keeps an actor", () => {
  expect(chooseGroup({ ...full, open: ["NGOs"] }, "plain")).toMatchObject({ group: "plain", open: [], selection: { kind: "none" } });
  expect(chooseGroup({ ...full, selection: { kind: "actor", id: "a" } }, "communities").selection).toEqual({ kind: "actor", id: "a" });
  expect(chooseSilo({ ...full, group: "plain" }, "region").group).toBe("");
});
