import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogues, choose, dimensionName, languages, voiceOf } from "./language";

const keys = Object.keys(catalogues.en).sort();

test.each(languages.map((l) => l.code))("%s says everything that English says, and nothing else", (code) => {
  expect(Object.keys(catalogues[code]).sort()).toEqual(keys);
  expect(Object.values(catalogues[code]).filter((text) => text.trim() === "")).toEqual([]);
});

test.each(languages.map((l) => l.code))("%s fills the same holes as English", (code) => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  for (const key of keys) {
    const k = key as keyof typeof catalogues.en;
    expect({ key, holes: holes(catalogues[code][k]) }).toEqual({ key, holes: holes(catalogues.en[k]) });
  }
});

/** Every source file of the page but tests, as path and text. */
function sources(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(path) && !path.includes(".test.") ? [[path, readFileSync(path, "utf8")]] : [];
  });
}
const src = join(import.meta.dirname, "..");

test("views hold no text of their own: whatever is read on the page comes from the catalogues", () => {
  // Text between tags, and the attributes that are read aloud. Names of languages are data, in their own language.
  const between = /<[A-Za-z][^<>{}]*>[^<>{}]*\p{L}{2,}[^<>{}]*<\//gu;
  const attribute = /(?:aria-label|title|placeholder|alt)="[^"]*\p{L}{2,}/gu;
  for (const [path, text] of sources(join(src, "views"))) {
    expect({ path, found: [...text.matchAll(between), ...text.matchAll(attribute)].map((m) => m[0]) }).toEqual({ path, found: allowed[path.split("/").at(-1)!] ?? [] });
  }
});
const allowed: Record<string, string[]> = {};

test("every key is used, so that translators translate nothing in vain", () => {
  const all = sources(src).map(([, text]) => text).join("\n");
  const unused = keys.filter((key) => {
    const stem = key.replace(/\.(one|other)$/, "");
    return !all.includes(`"${key}"`) && !all.includes(`"${stem}"`) && !/^(metric|dimension|tab|screen|field|kind|role|tieType|ledger\.is|ledger\.to|param)\./.test(key);
  });
  expect(unused).toEqual([]);
});

test("the browser's wishes are heard in order, regions aside", () => {
  expect(choose(["de-DE", "sv-FI", "fi"])).toBe("sv");
  expect(choose(["de"])).toBe("en");
  expect(choose([])).toBe("en");
});

test("numbers, plurals and lists follow the language", () => {
  expect(voiceOf("fi").number(12345.678)).toBe("12\u00a0345,7");
  expect(voiceOf("sv").number(0.01234)).toBe("0,0123");
  expect(voiceOf("en").number(14.2)).toBe("14.2");
  expect(voiceOf("en").number(null)).toBe("not defined");
  expect(voiceOf("en").count("actors", 1)).toBe("1 actor");
  expect(voiceOf("fi").count("actors", 0)).toBe("0 toimijaa");
  expect(voiceOf("sv").list(["a", "b", "c"])).toBe("a, b och c");
  expect([0, 0.0002, 0.256].map(voiceOf("en").share)).toEqual(["0%", "< 1%", "26%"]);
  expect([0, 0.583, 14.2, 0.0042].map(voiceOf("sv").amount)).toEqual(["0", "0,6", "14,2", "0,004"]);
  expect([0.9999, 1e-8].map(voiceOf("fi").exact)).toEqual(["0,9999", "0,00000001"]);
  expect(voiceOf("fi").chance(0.01234)).toBe("= 0,0123");
  expect(voiceOf("en").chance(3e-16)).toBe("< 0.001");
});

test("a gap is said as a sentence", () => {
  const say = (language: "en" | "fi" | "sv") =>
    voiceOf(language).count("gap.sentence", 3, { a: "Foundations", b: "NGOs", observed: 3, expected: voiceOf(language).number(14.2) });
  expect(say("en")).toBe("Foundations and NGOs: 3 ties where 14.2 would be expected");
  expect(say("fi")).toBe("Foundations ja NGOs: 3 yhteyttä, odotettavissa olisi 14,2");
  expect(say("sv")).toBe("Foundations och NGOs: 3 förbindelser där 14,2 vore väntat");
});

test("dates are dates, and years stay years", () => {
  expect(voiceOf("fi").date("2024-03-09")).toBe("9.3.2024");
  expect(voiceOf("en").date("2024")).toBe("2024");
});

test("dimensions are called by their everyday names", () => {
  expect(dimensionName(voiceOf("fi"), "silo_sector")).toBe("Sektori");
  expect(dimensionName(voiceOf("fi"), "silo_eu_programme")).toBe("Eu programme");
  const both = [{ name: "country" }, { name: "silo_country" }, { name: "region" }];
  expect(both.map(({ name }) => dimensionName(voiceOf("sv"), name, both))).toEqual(["Land (country)", "Land (silo_country)", "Region"]);
});
