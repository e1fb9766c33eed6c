/**
 * Frame rates, first picture and memory of the map while it is dragged and zoomed, beside other libraries on the same network and
 * the same screen, drawn by the processor alone. `npm run measure`; PEERS names a folder whose node_modules hold sigma, graphology,
 * cytoscape and force-graph, without it only the map itself is measured. SIZES as in 10000/30000,50000/150000; LIBRARIES of ours,sigma,force,cyto; RUNS, SECONDS.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

const peers = process.env["PEERS"];
const sizes = (process.env["SIZES"] ?? "10000/30000,50000/150000,100000/300000").split(",").map((size) => size.split("/").map(Number));
const runs = Number(process.env["RUNS"] ?? 5);
const seconds = Number(process.env["SECONDS"] ?? 4);
/** Longer than this nobody waits for a picture. */
const patience = 180_000;
const libraries = (process.env["LIBRARIES"] ?? (peers ? "ours,sigma,force,cyto" : "ours")).split(",");

const work = mkdtempSync(join(tmpdir(), "sillat-measure-"));
const modules = ["sigma", "graphology", "cytoscape", "force-graph"];
writeFileSync(join(work, "index.html"), '<!doctype html><meta charset="utf-8"><title>measure</title><body style="margin:0;--map-paper:#fff;--ink:#111;--tie:#5f6f86;--silo-0:#3b2c93;--silo-1:#c3760c;--silo-2:#26917f;--silo-3:#c9566c;--silo-4:#3595c6;--silo-5:#127535;--silo-6:#86235a;--silo-7:#86862a;--silo-8:#a5439a"><script type="module" src="/page.js"></script>');
await build({
  configFile: false, logLevel: "warn", root: import.meta.dirname,
  resolve: { alias: peers ? modules.map((name) => ({ find: new RegExp(`^${name}$`), replacement: join(peers, "node_modules", name) })) : [] },
  build: {
    outDir: work, emptyOutDir: false, target: "es2022", minify: true,
    rolldownOptions: { input: join(import.meta.dirname, "page.ts"), external: peers ? [] : modules, output: { entryFileNames: "page.js", chunkFileNames: "[name]-[hash].js" } },
  },
});
const server = createServer((request, response) => {
  const file = join(work, request.url === "/" ? "index.html" : request.url);
  if (!existsSync(file)) response.writeHead(404).end();
  else response.writeHead(200, { "Content-Type": file.endsWith(".js") ? "text/javascript" : "text/html" }).end(readFileSync(file));
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

/** One run in a browser of its own; null when the picture does not come, or the page ends. */
async function once(library, n, m) {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // Sigma needs WebGL, which without a GPU a browser gives only when it is asked to draw with the processor.
    args: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--js-flags=--expose-gc --max-old-space-size=8192"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => console.error(`${library}: ${error.message}`));
    await page.goto(url);
    await page.waitForFunction(() => "measure" in globalThis);
    const measured = page.evaluate(
      ([lib, actors, ties, time]) => globalThis.measure(lib, actors, ties, time),
      [library, n, m, seconds],
    );
    const figures = await Promise.race([measured, new Promise((resolve) => { setTimeout(resolve, patience, null); })]);
    if (!figures) return null;
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
    return { ...figures, heap: (usedSize + (backingStorageSize ?? 0)) / 1e6 };
  } catch (error) {
    console.error(`${library}, ${n}: ${String(error).split("\n")[0]}`);
    return null;
  } finally {
    await browser.close();
  }
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

console.log("| library | actors / ties | first picture, s | with all ties, s | frames/s moving | heap, MB | runs |\n|---|---|---|---|---|---|---|");
for (const [n, m] of sizes) {
  for (const library of libraries) {
    const found = [];
    for (let run = 0; run < runs; run++) {
      const figures = await once(library, n, m);
      if (!figures) break;
      found.push(figures);
      // What takes half a minute for a picture is not made to do so five times.
      if (figures.first > 30_000) break;
    }
    const of = (what, digits, unit = 1) =>
      found.length > 0 ? `${(median(found.map((f) => f[what])) / unit).toFixed(digits)} (${(Math.min(...found.map((f) => f[what])) / unit).toFixed(digits)}–${(Math.max(...found.map((f) => f[what])) / unit).toFixed(digits)})` : "–";
    console.log(`| ${library} | ${n} / ${m} | ${of("first", 2, 1000)} | ${of("whole", 2, 1000)} | ${of("frames", 1)} | ${of("heap", 0)} | ${found.length} |`);
  }
}
server.close();
rmSync(work, { recursive: true });
