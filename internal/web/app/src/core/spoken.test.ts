import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogues, languages, type Key } from "./language";

const views = join(import.meta.dirname, "../views");

/** Buttons that show one text and are read out as another: both texts' names in the catalogues. */
function spoken(): { file: string; label: Key; shown: Key }[] {
  return readdirSync(views).filter((name) => name.endsWith(".tsx")).flatMap((file) =>
    [...readFileSync(join(views, file), "utf8").matchAll(/<button\b(?:[^<]|=>)*?aria-label=\{v\.text\("([\w.]+)"[^<]*?>\{v\.text\("([\w.]+)"\)\}<\/button>/g)]
      .map(([, label, shown]) => ({ file, label: label as Key, shown: shown as Key })));
}

// Whoever speaks to the page says what they see (WCAG 2.5.3).
test("what a button shows is part of what it is called, in every language", () => {
  const buttons = spoken();
  expect(buttons.length).toBeGreaterThanOrEqual(8);
  const amiss = buttons.flatMap(({ file, label, shown }) => languages.filter(({ code }) =>
    !catalogues[code][label].toLowerCase().includes(catalogues[code][shown].toLowerCase())).map(({ code }) => ({ file, code, label, shown })));
  expect(amiss).toEqual([]);
});
