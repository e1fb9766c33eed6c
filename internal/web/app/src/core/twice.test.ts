import { expect, test } from "vitest";
import type { DuplicateActor, DuplicatePair } from "../api/types";
import { better, sideBySide } from "./twice";

const actor = (id: string, attributes: Record<string, string>, collaborations = 0): DuplicateActor => ({ id, name: id, attributes, collaborations, participations: 0 });
const pair = (a: DuplicateActor, b: DuplicateActor): DuplicatePair => ({ a, b, score: 1, reasons: [] });

test("attributes in which two actors differ come first, each by name", () => {
  const lines = sideBySide(pair(actor("1", { town: "Oulu", kind: "NGO", size: "small" }), actor("2", { town: "Turku", kind: "NGO", web: "x" })));
  expect(lines.map(({ name, a, b, same }) => [name, a, b, same])).toEqual([
    ["size", "small", "", false], ["town", "Oulu", "Turku", false], ["web", "", "x", false], ["kind", "NGO", "NGO", true],
  ]);
});

test("the one of which more is known is kept first, and of equals the first", () => {
  expect(better(pair(actor("1", { a: "x" }), actor("2", {}, 3))).id).toBe("2");
  expect(better(pair(actor("1", { a: "x" }), actor("2", { a: "y" }))).id).toBe("1");
});
