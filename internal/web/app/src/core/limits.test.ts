import { expect, test } from "vitest";
import { isLimited, limitsAsked, unlimited, withQuota, withTie, withoutTie } from "./limits";

test("a tie is forbidden or demanded, and the latest word counts", () => {
  const forbidden = withTie(unlimited, "forbidden", ["a", "b"]);
  expect(withTie(forbidden, "mandatory", ["b", "a"])).toMatchObject({ forbidden: [], mandatory: [["b", "a"]] });
  expect(withoutTie(forbidden, ["b", "a"])).toEqual(unlimited);
  expect(withTie(unlimited, "forbidden", ["a", "a"])).toBe(unlimited);
});

test("a quota that says nothing is none; zero at most says something", () => {
  const none = { dimension: "sector", value: "NGO", atLeast: 0, atMost: 0 };
  const l = withQuota(unlimited, none);
  expect(isLimited(l)).toBe(true);
  expect(isLimited(withQuota(l, { ...none, atMost: null }))).toBe(false);
  expect(limitsAsked({ ...withQuota(l, { ...none, value: "City", atLeast: 2, atMost: null }), perActor: 1 })).toEqual({
    new_ties_per_actor: 1,
    quotas: [{ dimension: "sector", value: "NGO", at_most: 0 }, { dimension: "sector", value: "City", at_least: 2 }],
  });
});
