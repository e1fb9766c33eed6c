import { expect, test } from "vitest";
import { threeSilos } from "./fixture";
import { pictureOf } from "./picture";
import { fold, suggest } from "./search";

const picture = pictureOf(threeSilos());

test("marks and case do not matter", () => {
  expect(fold("ÅÄÖ Łódź Smørrebrød")).toBe("aao lodz smorrebrod");
  expect(suggest(picture, "oro", 5)).toEqual([5]);
});

test("a name that starts with the text comes before one with such a word, and that before the middle of a word", () => {
  // "A…" starts both universities (Åbo has more ties); "Akademi" and the rest only hold an a inside.
  expect(suggest(picture, "a", 7).slice(0, 2)).toEqual([0, 1]);
  expect(suggest(picture, "sit", 5)).toEqual([3, 6, 2]);
});

test("ids are searched too, nothing is found for nothing, and the limit holds", () => {
  expect(suggest(picture, "b1", 5)).toEqual([4]);
  expect(suggest(picture, "   ", 5)).toEqual([]);
  expect(suggest(picture, "a", 1)).toHaveLength(1);
});
