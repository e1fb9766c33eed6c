import { expect, test } from "vitest";
import openapi from "../../openapi.json";
import { Problem, problemOf } from "../api/problem";
import type { FaultCode } from "../api/types";
import en from "../locales/problems/en.json";
import fi from "../locales/problems/fi.json";
import sv from "../locales/problems/sv.json";
import { catalogues, languages, voiceOf } from "./language";
import { refusalOf } from "./refusal";

const books = { en, fi, sv };
const codes = openapi.components.schemas.ProblemDetails.properties.code.enum as FaultCode[];

test("every kind of fault is told in three languages, each in words of its own", () => {
  expect(codes.length).toBeGreaterThan(8);
  for (const code of codes) {
    const said = languages.map((language) => refusalOf(voiceOf(language.code), books[language.code], new Problem(500, "500", [], 0, [], code)).text);
    expect(said.filter((text) => text.endsWith(".")), code).toHaveLength(3);
    expect(new Set(said).size, code).toBe(3);
  }
});

test.each(languages.map(({ code }) => code))("%s: what the service refuses is told in the reader's language, with what it names", (code) => {
  const v = voiceOf(code);
  const refused = problemOf(400, JSON.stringify({ detail: 'bridges: parameter mandatory is "FIK-001,FIK-032"; expected two actors without a tie; these have one already', code: "invalid" }));
  const { text, english } = refusalOf(v, books[code], refused);
  expect(text).toContain("FIK-001,FIK-032");
  expect(text).not.toContain("parameter");
  expect(english).toBe("");
  // Those that say more are not taken for those that say less.
  const away = problemOf(404, JSON.stringify({ detail: 'there is no network named "x", or you have no role in it; ask its owner for one', code: "not_found" }));
  expect(refusalOf(v, books[code], away).text).not.toContain("ask its owner for one");
  expect(refusalOf(v, books[code], new Problem(0, "Failed to fetch")).text).toBe(catalogues[code]["app.offline"]);
});

test("a record that was sent is told with its value, and what nobody has put into words yet beside its kind, in English", () => {
  const record = { file: "api", value: "yesterday", expected: "a date", remedy: "write 2024-03-31, 2024-03 or 2024", fatal: true };
  expect(refusalOf(voiceOf("fi"), fi, new Problem(422, "api: …", [record])).text).toBe("yesterday → odotettiin päivämäärää. Kirjoita 2024-03-31, 2024-03 tai 2024.");
  const unknown = new Problem(400, "the moon is full; wait a week");
  expect(refusalOf(voiceOf("sv"), sv, unknown)).toEqual({ text: sv["code.invalid"], english: "the moon is full; wait a week" });
  expect(refusalOf(voiceOf("en"), en, unknown)).toEqual({ text: "The moon is full; wait a week.", english: "" });
  expect(refusalOf(voiceOf("fi"), fi, problemOf(502, "<html>"))).toEqual({ text: fi["code.unavailable"], english: "" });
});
