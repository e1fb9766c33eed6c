import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { rows, turn } from "./table";

const picture = pictureOf(threeSilos());
const finnish = new Intl.Collator("fi").compare;
const all = { text: "", silo: null };

test("names sort as the language does: Å and Ö after Z in Finnish", () => {
  const names = [...rows(picture, null, all, { column: "name", down: false }, finnish)].map((u) => picture.names[u]);
  expect(names).toEqual(["Aalto-yliopisto", "Kone Foundation", "Sitra", "Sitran säätiö", "Tampere University", "Åbo Akademi", "Örö ry"]);
});

test("equal numbers keep the order of names", () => {
  expect([...rows(picture, null, all, { column: "degree", down: true }, finnish)]).toEqual([0, 4, 1, 3, 2, 6, 5]);
});

test("actors without a score come last in both directions", () => {
  const scores = Float64Array.of(3, NaN, 1, 2, NaN, 0, 5);
  expect([...rows(picture, scores, all, { column: "score", down: true }, finnish)]).toEqual([6, 0, 3, 2, 5, 1, 4]);
  expect([...rows(picture, scores, all, { column: "score", down: false }, finnish)]).toEqual([5, 2, 3, 0, 6, 1, 4]);
});

test("text and silo filter together, and -1 asks for actors without a silo", () => {
  expect([...rows(picture, null, { text: "SIT", silo: 1 }, { column: "name", down: false }, finnish)]).toEqual([3]);
  expect([...rows(picture, null, { text: "", silo: -1 }, { column: "name", down: false }, finnish)]).toEqual([6]);
});

test("silos sort by name", () => {
  const silos = [...rows(picture, null, all, { column: "silo", down: true }, finnish)].map((u) => picture.silo[u]);
  expect(silos).toEqual([2, 1, 1, 0, 0, 0, -1]);
});

test("values of the colouring dimension sort by name, whichever order they have there", () => {
  const tint = { dimension: "level", values: [{ name: "regional" }, { name: "local" }], of: Int32Array.of(0, 1, 0, 1, -1, 0, 1), rings: [] };
  const values = [...rows(picture, null, all, { column: "tint", down: false }, finnish, tint)].map((u) => tint.of[u]);
  expect(values).toEqual([-1, 1, 1, 1, 0, 0, 0]);
});

test("a heading starts with the useful end and turns round on the second click", () => {
  expect(turn({ column: "name", down: false }, "degree")).toEqual({ column: "degree", down: true });
  expect(turn({ column: "degree", down: true }, "degree")).toEqual({ column: "degree", down: false });
  expect(turn({ column: "degree", down: true }, "name")).toEqual({ column: "name", down: false });
});
