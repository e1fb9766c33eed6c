import { expect, test } from "vitest";
import type { LedgerEntry } from "../api/types";
import { byNeed, entryOf, stepsOf } from "./ledger";

const entry = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id, state: "suggested", next_states: ["introduced", "declined"], kind: "tie", who: [{ id: "u", name: "U" }, { id: "v", name: "V" }], silo: "sector",
  seen: null, suggested: "2026-01-01T00:00:00Z", changed: "2026-01-01T00:00:00Z", version: 1, ...more,
});

test("a pair's entry is found in either order, in its own dimension only, and a convening is no pair", () => {
  const list = [entry("other", { silo: "region" }), entry("three", { who: [{ id: "u", name: "U" }, { id: "v", name: "V" }, { id: "w", name: "W" }] }), entry("pair")];
  expect(entryOf(list, "sector", "v", "u")?.id).toBe("pair");
  expect(entryOf(list, "region", "u", "v")?.id).toBe("other");
  expect(entryOf(list, "sector", "u", "w")).toBeUndefined();
});

test("what leads on comes before the step back", () => {
  expect(stepsOf(entry("a"))).toEqual([{ to: "introduced", back: false }, { to: "declined", back: false }]);
  expect(stepsOf({ state: "introduced", next_states: ["suggested", "active", "declined"] }))
    .toEqual([{ to: "active", back: false }, { to: "declined", back: false }, { to: "suggested", back: true }]);
});

test("what waits for somebody comes before what is done with, the last changed first", () => {
  const at = (id: string, state: LedgerEntry["state"], changed: string) => entry(id, { state, changed });
  const list = [at("old", "suggested", "2026-01-01"), at("no", "declined", "2026-03-01"), at("new", "introduced", "2026-02-01")];
  expect(byNeed(list).map((e) => e.id)).toEqual(["new", "old", "no"]);
});
