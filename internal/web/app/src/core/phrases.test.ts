import { expect, test } from "vitest";
import en from "../locales/problems/en.json";
import fi from "../locales/problems/fi.json";
import sv from "../locales/problems/sv.json";
import { phrase } from "./phrases";

test("what the service says of a file is said in the reader's language, with names and numbers in their places", () => {
  expect(phrase(fi, "expected", "a number")).toBe("odotettiin lukua");
  expect(phrase(fi, "remedy", 'did you mean "Kemi $& {name}"? Correct it here, or add it to the actors'))
    .toBe("Tarkoitettiinko ”Kemi $& {name}”? Korjaa se tiedostoon tai lisää puuttuva toimija toimijoihin.");
  expect(phrase(sv, "expected", "3 values, as in the header, not 12")).toBe("väntat: 3 värden, som i rubrikraden, inte 12");
  expect(phrase(en, "remedy", "the same row stands in actors.csv:2: take one out")).toBe("The same row stands in actors.csv:2: take one out.");
  expect(phrase(fi, "remedy", "something nobody has said before")).toBe("");
});

test.each([["fi", fi], ["sv", sv]])("%s has the same sentences as English, fills the same holes, and leaves none empty", (_, phrases: Record<string, string>) => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  expect(Object.keys(phrases).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) expect({ key, holes: holes(phrases[key]!), empty: phrases[key]!.trim() === "" }).toEqual({ key, holes: holes(text), empty: false });
});
