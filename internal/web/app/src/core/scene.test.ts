import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { bubbleEnd, sceneOf } from "./scene";
import { sizesOf } from "./sizes";

const picture = pictureOf(threeSilos());
const sizes = sizesOf(picture, picture.degree);
const links = (open: number[]) => {
  const { from, to, weight } = sceneOf(picture, sizes, new Set(open)).links;
  return [...from].map((u, i) => [u, to[i], weight[i]]);
};

test("closed silos show no actor but those without a silo", () => {
  const scene = sceneOf(picture, sizes, new Set());
  expect([...scene.dots]).toEqual([6]);
  expect(links([])).toEqual([]);
});

test("an open silo shows its actors, and their ties end at the bubbles that are closed", () => {
  expect([...sceneOf(picture, sizes, new Set([0])).dots]).toEqual([6, 0, 1, 2]);
  expect(links([0])).toEqual([[0, 1, 1], [0, 2, 1], [0, bubbleEnd(1), 1], [1, 0, 1]]);
});

test("several ties of one actor to one closed bubble are one line with their weights added", () => {
  const two = threeSilos();
  two.ties.source.push(0);
  two.ties.target.push(3);
  two.ties.weight.push(2.5);
  const joined = pictureOf(two);
  const { from, to, weight } = sceneOf(joined, sizesOf(joined, joined.degree), new Set([0])).links;
  const lines = [...from].map((u, i) => [u, to[i], weight[i]]);
  expect(lines.filter(([, end]) => end! < 0)).toEqual([[0, bubbleEnd(1), 3.5]]);
});

test("with everything open every tie but the loop is drawn between actors", () => {
  expect(links([0, 1, 2])).toHaveLength(picture.source.length - 1);
});

test("with two silos alone, neither other actors nor ties to them are left", () => {
  const { dots, links } = sceneOf(picture, sizes, new Set([0]), { only: new Set([0, 2]) });
  expect([...dots]).toEqual([0, 1, 2]);
  for (const end of links.to) expect(end < 0 ? [0, 2].includes(-end - 1) : [0, 1, 2].includes(end)).toBe(true);
  expect(links.from.length).toBe(3); // a0–a1 twice, a0–a2; a0–b1 leads away
});
