import { expect, test } from "vitest";
import { chipsOf, everything, onDay, parseNarrowing, putNarrowing, selectorsOf, withCondition, withDates, withTieType, without } from "./narrow";

const some = withDates(withTieType(withTieType(withCondition(everything, { attribute: "level", value: "a=b, c" }), "funding"), "agreement"), "2021-01-01", "2022-12-31");

test("the service is asked for what it selects by; figures and roles are left out on the page", () => {
  expect(selectorsOf({ ...some, role: "partner", low: 2 })).toEqual([
    ["where", "level=a=b, c"], ["tie-type", "funding,agreement"], ["from", "2021-01-01"], ["to", "2022-12-31"],
  ]);
  expect(selectorsOf(everything)).toEqual([]);
});

test("one day and a window of dates let go of each other", () => {
  expect(selectorsOf(onDay(some, "2022-06-30"))).toContainEqual(["as-of", "2022-06-30"]);
  expect(onDay(some, "2022-06-30")).toMatchObject({ from: "", to: "" });
  expect(withDates(onDay(everything, "2022-06-30"), "2023-01-01", "2021-01-01")).toMatchObject({ asOf: "", from: "2021-01-01", to: "2023-01-01" });
});

test("every part has a chip, and taking all chips away shows everything", () => {
  const full = { ...some, role: "partner", low: 2, high: null };
  const chips = chipsOf(full);
  expect(chips.map((chip) => chip.kind)).toEqual(["where", "tieType", "tieType", "role", "dates", "score"]);
  expect(chips.reduce(without, full)).toEqual(everything);
  expect(chipsOf(onDay(everything, "2022-06-30")).map((chip) => chip.kind)).toEqual(["asOf"]);
});

test("an attribute has one value at a time, a kind of tie comes once", () => {
  expect(withCondition(some, { attribute: "level", value: "x" }).where).toEqual([{ attribute: "level", value: "x" }]);
  expect(withTieType(some, "funding")).toBe(some);
});

test("an address keeps it, and odd parts of one are left open", () => {
  const query = new URLSearchParams();
  putNarrowing(query, { ...some, role: "partner", low: 0, high: 9.5 });
  expect(parseNarrowing(query)).toEqual({ ...some, role: "partner", low: 0, high: 9.5 });
  expect(parseNarrowing(new URLSearchParams("where=level&where==x&from=soon&low=many&tie="))).toEqual(everything);
});
