import { expect, test } from "vitest";
import type { ActorAnswer } from "../api/types";
import { backTo, changeOf, draftOf, tieTo } from "./edit";

const actor: ActorAnswer = { id: "a1", name: "Silta ry", attributes: { sector: "NGO", region: "Lappi" }, ties: [], activities: [] } as unknown as ActorAnswer;

test("a change names what differs and nothing else", () => {
  const draft = draftOf(actor);
  expect(changeOf(actor, draft)).toBeNull();
  expect(changeOf(actor, { ...draft, name: "  " })).toBeNull();
  expect(changeOf(actor, { name: " Silta r.y. ", attributes: { ...draft.attributes, region: "Kainuu " } })?.upsert)
    .toEqual({ actors: [{ id: "a1", name: "Silta r.y.", attributes: { region: "Kainuu" } }] });
});

test("an attribute that was emptied goes, and a new one comes", () => {
  expect(changeOf(actor, { name: actor.name, attributes: { sector: "", region: "Lappi", level: "national" } })?.upsert)
    .toEqual({ actors: [{ id: "a1", attributes: { sector: null, level: "national" } }] });
});

test("a change of an actor is taken back by what it was", () => {
  const now = { ...draftOf(actor), name: "Other", attributes: { ...draftOf(actor).attributes, fresh: "x" } };
  const asked = changeOf(actor, now)!;
  expect(backTo(actor, asked).upsert.actors).toEqual([{ id: actor.id, name: actor.name, attributes: { fresh: null } }]);
});

test("a tie has a type only when one is given", () => {
  expect(tieTo(actor, { id: "b", name: "B" }, " ").upsert).toEqual({ collaborations: [{ source: "a1", target: "b" }] });
  expect(tieTo(actor, { id: "b", name: "B" }, "funding").upsert.collaborations?.[0]?.type).toBe("funding");
});
