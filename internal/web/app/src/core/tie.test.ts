import { expect, test } from "vitest";
import { draftOf, figureOf, tieChange, tieRemoval, type TieRecord } from "./tie";

const actor = { id: "a", name: "A" };
const tie = { id: "b", name: "B" };
const record: TieRecord = { source: "b", target: "a", type: "grant", start: "2021-01-01", weight: 2, confidence: 1, origin: { file: "ties.csv", line: 3 } };
const draft = draftOf(record, "a");

test("what is not changed is no change, and neither is a figure that is none", () => {
  expect(tieChange(actor, tie, record, draft)).toBeNull();
  for (const weight of ["", "much", "-1"]) expect(tieChange(actor, tie, record, { ...draft, weight })).toBeNull();
  expect(tieChange(actor, tie, record, { ...draft, confidence: "1,5" })).toBeNull();
  expect([figureOf("0,5", 1), figureOf(" 2.25 "), figureOf("1e400")]).toEqual([0.5, 2.25, null]);
});

test("a figure or an end is changed in place, and back", () => {
  const { change, back } = tieChange(actor, tie, record, { ...draft, weight: "3,5", end: "2022" })!;
  expect(change.upsert.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01", weight: 3.5, confidence: 1, end: "2022" }]);
  expect(change.delete).toBeUndefined();
  expect(back.upsert.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01", weight: 2, confidence: 1 }]);
});

test("type, start and direction are what a tie is known by: another one comes and the old one goes, in one change", () => {
  const { change, back } = tieChange(actor, tie, record, { ...draft, type: "loan", direction: "to" })!;
  expect(change.upsert.collaborations).toEqual([{ source: "a", target: "b", type: "loan", directed: true, start: "2021-01-01", weight: 2, confidence: 1 }]);
  expect(change.delete?.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01" }]);
  expect(back.upsert.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01", weight: 2, confidence: 1 }]);
  expect(back.delete?.collaborations).toEqual([{ source: "a", target: "b", type: "loan", directed: true, start: "2021-01-01" }]);
  const undated = tieChange(actor, tie, record, { ...draft, start: "" })!;
  expect(undated.back.delete?.collaborations).toEqual([{ source: "b", target: "a", type: "grant" }]);
  expect(tieChange(actor, tie, { ...record, directed: true }, { ...draftOf({ ...record, directed: true }, "a"), direction: "both" })!.change.upsert.collaborations![0])
    .toMatchObject({ source: "a", target: "b" });
});

test("what is taken out comes back as it was", () => {
  const { change, back } = tieRemoval(actor, tie, record);
  expect(change.delete?.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01" }]);
  expect(back.upsert.collaborations).toEqual([{ source: "b", target: "a", type: "grant", start: "2021-01-01", weight: 2, confidence: 1 }]);
});
