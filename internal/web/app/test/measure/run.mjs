/**
 * Frame rates, first picture and memory of the map while it is dragged and zoomed, beside other libraries on the same network and
 * the same screen, drawn by the processor alone. `npm run measure`, or `make bench-map`, which fetches the others first; PEERS names a folder whose
 * node_modules hold them, without it only the map itself is measured. SIZES as in 10000/30000,50000/150000; LIBRARIES of `libraries` below;
 * RUNS, SECONDS of moving, PATIENCE in seconds for one run in all.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

/** Every library by its name here, as it is written of; those with settings for speed are measured with these, too. */
const libraries = {
  ours: "ours", force: "force-graph", sigma: "sigma", sigmaQuick: "sigma, no ties while it moves", cyto: "cytoscape", cytoQuick: "cytoscape, a picture while it moves",
};
const modules = ["sigma", "graphology", "cytoscape", "force-graph"];
const peers = process.env["PEERS"];
const sizes = (process.env["SIZES"] ?? "10000/30000,50000/150000,100000/300000").split(",").map((size) => size.split("/").map(Number));
const runs = Number(process.env["RUNS"] ?? 3);
const seconds = Number(process.env["SECONDS"] ?? 3);
/** Nobody waits longer for a picture and for two frames of its moving, in milliseconds. */
const patience = Number(process.env["PATIENCE"] ?? 60) * 1000;
const wanted = (process.env["LIBRARIES"] ?? (peers ? Object.keys(libraries).join(",") : "ours")).split(",");
const unknown = wanted.filter((name) => !(name in libraries));
if (unknown.length > 0) {
  console.error(`LIBRARIES names ${unknown.join(", ")}; expected some of ${Object.keys(libraries).join(", ")}`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), "sillat-measure-"));
writeFileSync(join(work, "index.html"), '<!doctype html><meta charset="utf-8"><title>measure</title><body style="margin:0;--map-paper:#fff;--ink:#111;--tie:#5f6f86;--silo-0:#3b2c93;--silo-1:#c3760c;--silo-2:#26917f;--silo-3:#c9566c;--silo-4:#3595c6;--silo-5:#127535;--silo-6:#86235a;--silo-7:#86862a;--silo-8:#a5439a"><script type="module" src="/page.js"></script>');
await build({
  configFile: false, logLevel: "error", root: import.meta.dirname,
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

/**
 * One run in a browser of its own: what was measured before it ended or its time was over. A page that is kept busy does not answer, not even when
 * it is asked to close, so the browser is ended from outside.
 */
async function once(library, n, m) {
  const begun = performance.now();
  const found = {};
  const browser = await chromium.launchServer({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // Sigma needs WebGL, which without a GPU a browser gives only when it is asked to draw with the processor.
    args: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--js-flags=--expose-gc --max-old-space-size=8192"],
  });
  let clock;
  const over = new Promise((resolve) => { clock = setTimeout(resolve, patience, "over"); });
  const measured = (async () => {
    const page = await (await chromium.connect(browser.wsEndpoint())).newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => { found.failed = error.message; });
    const told = new Promise((resolve) => {
      page.on("console", (message) => {
        if (message.type() !== "info") return;
        Object.assign(found, JSON.parse(message.text()));
        if (found.frames !== undefined || found.failed) resolve();
      });
    });
    await page.goto(url);
    await page.waitForFunction(() => "begin" in globalThis);
    await page.evaluate(([lib, actors, ties, time]) => { setTimeout(globalThis.begin, 0, lib, actors, ties, time); }, [library, n, m, seconds]);
    await told;
    if (found.failed) return;
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
    found.heap = (usedSize + (backingStorageSize ?? 0)) / 1e6;
  })().catch((cause) => { found.failed ??= String(cause).split("\n")[0]; });
  if (await Promise.race([measured, over]) === "over") found.over = true;
  clearTimeout(clock);
  await browser.kill();
  // Not waited for any more: what a page that is kept busy was to tell does not come, and what ends with the browser says nothing new.
  return { ...found, took: (performance.now() - begun) / 1000 };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** The median of the runs with the smallest and the largest; where a run did not come so far, how long was waited. */
function cell(found, what, digits, unit = 1) {
  const values = found.map((figures) => figures[what]).filter((value) => value !== undefined);
  if (values.length < found.length || values.length === 0) return found[0]?.over ? `not within ${patience / 1000} s` : "failed";
  const text = (value) => (value / unit).toFixed(digits);
  return values.length === 1 ? text(values[0]) : `${text(median(values))} (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}

const versions = peers ? modules.map((name) => `${name} ${JSON.parse(readFileSync(join(peers, "node_modules", name, "package.json"), "utf8")).version}`) : [];
console.log(`${[...versions, `patience ${patience / 1000} s`, `load ${loadavg()[0].toFixed(1)}`].join(", ")}\n`);
console.log("| library | actors / ties | first picture, s | with all ties, s | frames/s moving | heap, MB | runs |\n|---|---|---|---|---|---|---|");
for (const [n, m] of sizes) {
  for (const library of wanted) {
    const found = [];
    for (let run = 0; run < runs; run++) {
      const figures = await once(library, n, m);
      found.push(figures);
      if (figures.failed) console.error(`${library}, ${n}: ${figures.failed}`);
      // What takes so long is not made to do so several times.
      if (figures.failed || figures.over || figures.took > 12) break;
    }
    console.log(`| ${libraries[library]} | ${n.toLocaleString("en")} / ${m.toLocaleString("en")} | ${cell(found, "first", 2, 1000)} | ${cell(found, "whole", 2, 1000)} | ${cell(found, "frames", 1)} | ${cell(found, "heap", 0)} | ${found.length} |`);
  }
}
console.error(`load at the end ${loadavg()[0].toFixed(1)}`);
server.close();
rmSync(work, { recursive: true });
