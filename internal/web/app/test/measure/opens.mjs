/**
 * How long a large network takes by the clock, from a warm server: until its map stands folded, and from the choice of a silo until its actors
 * are drawn. `SILLAT_URL=http://127.0.0.1:8080 NETWORK=cordis SILO=silo_country OPEN=DE,NL node test/measure/opens.mjs`; RUNS for more than three.
 */
import { chromium } from "playwright-core";

const { SILLAT_URL: url, NETWORK: network, SILO: silo } = process.env;
if (!url || !network || !silo) {
  console.error("SILLAT_URL, NETWORK and SILO are missing: they say which service, which of its networks and by what it is folded");
  process.exit(2);
}
const opened = (process.env["OPEN"] ?? "").split(",").filter(Boolean);
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-webgl"] });

/** Notes in the page when the map first stands, and how long after a choice it stands again. */
function watch() {
  const now = () => performance.now();
  const seen = { first: 0, changed: 0 };
  new MutationObserver(() => {
    if (!document.querySelector("canvas[data-camera]")) return;
    // The picture is on the screen when the frame after it begins.
    requestAnimationFrame(() => {
      seen.changed = now();
      seen.first ||= seen.changed;
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-camera"] });
  Object.assign(globalThis, { seen });
}

async function once() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`${url}/?network=${encodeURIComponent(network)}&silo=${encodeURIComponent(silo)}&view=map`);
  await page.waitForFunction(() => globalThis.seen.first > 0, undefined, { timeout: 120_000 });
  const folded = await page.evaluate(() => globalThis.seen.first);
  const unfolded = [];
  await page.waitForLoadState("networkidle"); // whoever unfolds has looked at the map first
  for (const name of opened) {
    await page.locator(".menu:not(.filter):not(.settings) > summary").first().click();
    unfolded.push(await page.evaluate(async (wanted) => {
      const button = [...document.querySelectorAll(".menu li button")].find((b) => b.querySelector(".menu-name")?.textContent === wanted);
      if (!button) throw new Error(`there is no silo ${wanted} in the menu`);
      const begun = performance.now();
      globalThis.seen.changed = 0;
      button.click();
      while (globalThis.seen.changed === 0) await new Promise(requestAnimationFrame);
      return globalThis.seen.changed - begun;
    }, name));
    await page.keyboard.press("Escape");
  }
  await context.close();
  return { folded, unfolded };
}

console.log(`| run | folded, s |${opened.map((name) => ` ${name} unfolded, ms |`).join("")}\n|---|---|${opened.map(() => "---|").join("")}`);
for (let run = 0; run < Number(process.env["RUNS"] ?? 3); run++) {
  const { folded, unfolded } = await once();
  console.log(`| ${run + 1} | ${(folded / 1000).toFixed(2)} |${unfolded.map((ms) => ` ${ms.toFixed(0)} |`).join("")}`);
}
await browser.close();
