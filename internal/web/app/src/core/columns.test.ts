import { expect, test } from "vitest";
import { columnsAsked, roleOf, say, type Said } from "./columns";

const said = (header: string, role: string, was = "attribute"): Said => ({ kind: "actors", header, role, was });

test("what is said of columns is asked as the service takes it", () => {
  const list = [said("Tunnus", "id"), said("Huom=a", "ignored"), said("name", "ignored", "name"), { kind: "collaborations", header: "Mistä", role: "source", was: "ignored" }];
  expect(columnsAsked(list)).toEqual(["actors.id=Tunnus", "actors.Huom=a=-", "actors.name=-", "collaborations.source=Mistä"]);
});

test("a field is in one column: said of another it goes over, and what is taken back is detected again", () => {
  let list = say([], said("A", "id"));
  list = say(list, said("B", "id"));
  expect(list.map((s) => s.header)).toEqual(["B"]);
  list = say(list, said("C", "ignored"));
  list = say(list, said("D", "ignored"));
  expect(list.map((s) => s.header)).toEqual(["B", "C", "D"]);
  list = say(list, said("B", "name"));
  expect([roleOf(list, "actors", "B"), roleOf(list, "activities", "B"), roleOf(list, "actors", "A")]).toEqual(["name", "", ""]);
  list = say(list, said("B", ""));
  expect(list.map((s) => s.header)).toEqual(["C", "D"]);
  expect(say(list, { kind: "activities", header: "X", role: "id", was: "ignored" })).toHaveLength(3);
});
