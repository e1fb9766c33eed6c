import { expect, test } from "vitest";
import { blank, draftOf, involveChange, involvement, involveRemoval, isThere, type InvolveRecord } from "./involve";

const actor = { id: "a", name: "Silta ry" };
const activity = { title: "Hanke" };
const record: InvolveRecord = { actor: "a", activity: "h", role: "partner", start: "2024-01-01", end: "2024-12-31", funding: 100, origin: { file: "p.csv", line: 2 } };

test("an actor takes part in an activity that is there, or in a new one that goes again with it", () => {
  const old = involvement(actor, { id: "h", title: "Hanke", isNew: false }, { role: " adopter ", start: "2024", end: "" });
  expect(old.change.upsert).toEqual({ participations: [{ actor: "a", activity: "h", role: "adopter", start: "2024" }] });
  expect(old.back.delete).toEqual({ participations: [{ actor: "a", activity: "h", role: "adopter", start: "2024" }] });
  const made = involvement(actor, { id: "uusi", title: "Uusi", isNew: true }, blank);
  expect(made.change.upsert).toEqual({ participations: [{ actor: "a", activity: "uusi" }], activities: [{ id: "uusi", title: "Uusi" }] });
  expect(made.back.delete).toEqual({ activities: ["uusi"] });
});

test("a participation is corrected: what it is known by moves, its funding stays, and it can be taken back", () => {
  expect(involveChange(actor, activity, record, draftOf(record))).toBeNull();
  const end = involveChange(actor, activity, record, { ...draftOf(record), end: "2025" })!;
  expect(end.change.upsert.participations).toEqual([{ actor: "a", activity: "h", role: "partner", start: "2024-01-01", end: "2025", funding: 100 }]);
  expect(end.change.delete).toBeUndefined();
  const role = involveChange(actor, activity, record, { ...draftOf(record), role: "funder" })!;
  expect(role.change.upsert.participations![0]).toMatchObject({ role: "funder", funding: 100 });
  expect(role.change.delete!.participations).toEqual([{ actor: "a", activity: "h", role: "partner", start: "2024-01-01" }]);
  expect(role.back.upsert.participations![0]).toMatchObject({ role: "partner", funding: 100, end: "2024-12-31" });
  expect(role.back.delete!.participations).toEqual([{ actor: "a", activity: "h", role: "funder", start: "2024-01-01" }]);
});

test("what is taken out comes back whole", () => {
  const { change, back } = involveRemoval(actor, activity, record);
  expect(change.delete!.participations).toEqual([{ actor: "a", activity: "h", role: "partner", start: "2024-01-01" }]);
  expect(back.upsert.participations).toEqual([{ actor: "a", activity: "h", role: "partner", start: "2024-01-01", end: "2024-12-31", funding: 100 }]);
});

test("one participation is not written over another", () => {
  const other = { ...record, role: "funder" };
  expect(isThere([record, other], { ...draftOf(other), role: "partner" }, other)).toBe(true);
  expect(isThere([record, other], draftOf(other), other)).toBe(false);
  expect(isThere([record], { role: "partner", start: "2024", end: "" })).toBe(true);
  expect(isThere([record], { role: "partner", start: "2025", end: "" })).toBe(false);
});
