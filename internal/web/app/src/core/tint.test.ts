import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { sceneOf } from "./scene";
import { sizesOf } from "./sizes";
import { colouringOf, largestOf, tintOf } from "./tint";

const answer = threeSilos();
const picture = pictureOf(answer);
const bySize = { ...answer, silos: ["large", "small"].map((name) => ({ name, actors: 0, inside: 0, x: 0, y: 0, r: 0 })) };

test("actors take the colour of another dimension by their id, and a bubble's ring has the shares of its actors", () => {
  // The same actors in another order, and one of them unknown there.
  const colouring = colouringOf("size", { ...bySize, actors: { ...answer.actors, id: ["x", "c0", "b1", "b0", "a2", "a1"], silo: [0, -1, 1, 0, 1, 0] } });
  const { of, rings, values } = tintOf(picture, colouring);
  expect(values.map(({ name }) => name)).toEqual(["large", "small"]);
  expect([...of]).toEqual([-1, 0, 1, 0, 1, -1, 0]);
  expect(rings).toEqual([
    [{ value: 0, from: 0, to: 1 / 3 }, { value: 1, from: 1 / 3, to: 2 / 3 }, { value: -1, from: 2 / 3, to: 1 }],
    [{ value: 0, from: 0, to: 0.5 }, { value: 1, from: 0.5, to: 1 }],
    [{ value: -1, from: 0, to: 1 }],
  ]);
});

test("dots of one colour are drawn together within their bubble", () => {
  const tint = tintOf(picture, colouringOf("size", { ...bySize, actors: { ...answer.actors, silo: [1, 0, 1, 0, 0, 0, 0] } }));
  expect([...sceneOf(picture, sizesOf(picture, picture.degree), new Set([0]), { tint }).dots]).toEqual([6, 1, 0, 2]);
});

test("of a ring the largest shares are said first", () => {
  const ring = [{ value: 0, from: 0, to: 0.125 }, { value: 1, from: 0.125, to: 0.75 }, { value: -1, from: 0.75, to: 1 }];
  expect(largestOf(ring, 2)).toEqual([{ value: 1, share: 0.625 }, { value: -1, share: 0.25 }]);
});
