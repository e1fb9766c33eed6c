import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "..");

/** The folders of the page that a folder's files import from. */
function importsOf(folder: string): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(join(src, folder))) {
    if (!/\.tsx?$/.test(name)) continue;
    for (const [, from] of readFileSync(join(src, folder, name), "utf8").matchAll(/from "\.\.\/([a-z]+)\//g)) found.add(from!);
  }
  return found;
}

// State that knows its views cannot be tested without them, nor shown by others.
test.each([
  ["core", ["api", "locales"]],
  ["api", []],
  ["render", ["api", "core"]],
  ["state", ["api", "core"]],
  ["views", ["api", "core", "render", "state"]],
])("%s imports only what lies below it", (folder, below) => {
  expect([...importsOf(folder)].filter((other) => !below.includes(other))).toEqual([]);
});

test("core touches neither page nor network", () => {
  for (const name of readdirSync(join(src, "core")).filter((n) => !n.includes(".test."))) {
    const text = readFileSync(join(src, "core", name), "utf8");
    expect({ name, found: /\b(document|window|fetch|localStorage|navigator)[.(]/.exec(text)?.[0] ?? null }).toEqual({ name, found: null });
  }
});

// Files that need each other are one file in two places: none can be read, moved or tested without the other.
test("no two files of a folder need each other, not even by way of others", () => {
  for (const folder of ["core", "api", "render", "state", "views"]) {
    const files = new Map(readdirSync(join(src, folder)).filter((n) => /\.tsx?$/.test(n)).map((n) => [n.replace(/\.tsx?$/, ""), n]));
    const needs = new Map([...files].map(([file, name]) =>
      [file, [...readFileSync(join(src, folder, name), "utf8").matchAll(/from "\.\/(\w+)"/g)].map((found) => found[1]!).filter((other) => files.has(other))]));
    const done = new Set<string>();
    const walk = (file: string, way: readonly string[]): void => {
      expect(way.includes(file) ? [...way, file] : [], `a circle in ${folder}`).toEqual([]);
      if (done.has(file)) return;
      done.add(file);
      for (const other of needs.get(file)!) walk(other, [...way, file]);
    };
    for (const file of files.keys()) walk(file, []);
  }
});
