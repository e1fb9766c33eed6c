import { expect, test } from "vitest";
import { along, bendsOf, bow, distance } from "./curve";
import { threeSilos } from "./fixture";
import { gridOf } from "./grid";
import { hitAt } from "./hit";
import { pictureOf } from "./picture";
import { sceneOf } from "./scene";
import { sizesOf } from "./sizes";

const picture = pictureOf(threeSilos());
const at = (x: number, y: number, open: number[] = []) => {
  const scene = sceneOf(picture, sizesOf(picture, picture.degree), new Set(open));
  return hitAt(scene, gridOf(scene.dots, picture.x, picture.y, 5), x, y, 1);
};

test("in a closed silo the bubble is touched, in an open one its actor", () => {
  expect(at(-3, 0)).toEqual({ kind: "silo", s: 0 });
  expect(at(-3, 0, [0])).toEqual({ kind: "actor", u: 0 });
  expect(at(0, -9, [0])).toEqual({ kind: "silo", s: 0 });
});

test("a tie between closed bubbles can be touched along its bow, and not once one of them is open", () => {
  const [x, y] = along(bow(0, 0, 40, 0, picture.bends[0]!), 0.5);
  expect(at(x, y)).toEqual({ kind: "tie", t: 0 });
  expect(at(x, y, [1])).toBeNull();
});

test("nothing is nothing", () => expect(at(-100, -100)).toBeNull());

test("points of a bow are on it, and its distance grows away from it", () => {
  const b = bow(0, 0, 30, 40, 0.2);
  for (const t of [0, 0.25, 0.6, 1]) expect(distance(b, ...along(b, t))).toBeLessThan(0.05);
  expect(distance(b, -30, -40)).toBeCloseTo(50);
});

test("a tie bows around a bubble that stands in its way", () => {
  const silo = (x: number, y: number, r: number) => ({ name: "", actors: 1, inside: 0, x, y, r });
  const tie = { a: 0, b: 1, ties: 1, weight: 1, expected: 1 };
  const clear = (others: ReturnType<typeof silo>[]): boolean => {
    const silos = [silo(0, 0, 5), silo(100, 0, 5), ...others];
    const b = bow(0, 0, 100, 0, bendsOf(silos, [tie])[0]!);
    return others.every((o) => distance(b, o.x, o.y) >= o.r);
  };
  expect(clear([])).toBe(true);
  expect(clear([silo(50, 6, 6)])).toBe(true);
  expect(clear([silo(50, 0, 10)])).toBe(true);
  expect(clear([silo(50, 8, 15)])).toBe(true);
});
