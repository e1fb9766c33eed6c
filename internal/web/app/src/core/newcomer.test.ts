import { expect, test } from "vitest";
import { arrival, departure, goesAlong, idOf, unwritten } from "./newcomer";

test("an id is made of the name, and is one that nobody has", () => {
  expect(idOf("Ääretön Silta ry", () => false)).toBe("aareton-silta-ry");
  expect(idOf("Silta", (id) => ["silta", "silta-2"].includes(id))).toBe("silta-3");
  expect(idOf("  ??? ", () => false)).toBe("new");
  expect(idOf("Мост", () => false)).toBe("мост");
});

test("an actor is added with what was written, and taken back whole", () => {
  const { change, back } = arrival({ ...unwritten(" Silta ry "), id: "silta-ry", attributes: { sector: "NGO", region: " " }, start: "2024" });
  expect(change.upsert).toEqual({ actors: [{ id: "silta-ry", name: "Silta ry", attributes: { sector: "NGO" }, start: "2024" }] });
  expect(back.delete).toEqual({ actors: ["silta-ry"] });
});

test("what goes along with an actor is told in numbers", () => {
  const origin = { file: "", line: 0 };
  const record = { source: "a", target: "b", origin };
  const involve = { actor: "a", activity: "x", origin };
  expect(departure({ id: "a", name: "A" }).delete).toEqual({ actors: ["a"] });
  expect(goesAlong({
    ties: [{ id: "b", name: "B", weight: 1, types: [], records: [record, record] }, { id: "c", name: "C", weight: 1, types: [], records: [] }],
    activities: [{ id: "x", title: "X", records: [involve, involve] }],
  })).toEqual({ collaborations: 2, participations: 2 });
});
