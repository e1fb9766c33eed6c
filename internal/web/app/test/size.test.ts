import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { build } from "vite";

/** Everything that the first visit loads, on the wire. */
const most = 150_000;

test("the first visit loads less than 150 kB, compressed, and all of it from its own server", async () => {
  const out = mkdtempSync(join(tmpdir(), "sillat-size-"));
  try {
    await build({ root: join(import.meta.dirname, ".."), logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
    const all = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith("."));
    // What is asked for only when files are brought in: the sentences about them, in one language.
    const later = all.filter(({ name }) => /^(en|fi|sv)-/.test(name));
    expect(later).toHaveLength(3);
    const files = all.filter((entry) => !later.includes(entry));
    const sizes = files.map((entry) => gzipSync(readFileSync(join(entry.parentPath, entry.name))).length);
    expect(files.some((entry) => entry.name.endsWith(".js"))).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
    const page = readFileSync(join(out, "index.html"), "utf8");
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const entry of files.filter(({ name }) => name.endsWith(".css"))) expect(readFileSync(join(entry.parentPath, entry.name), "utf8")).not.toMatch(/url\(["']?https?:|@import/);
  } finally {
    rmSync(out, { recursive: true });
  }
}, 60_000);
