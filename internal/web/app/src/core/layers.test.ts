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
