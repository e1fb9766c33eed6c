import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { MapAnswer, NetworkDetail } from "../../src/api/types";
import { catalogues, dimensionName, languages, voiceOf } from "../../src/core/language";
import { colouredAs, hueOf } from "../../src/core/palette";
import { desktop, expectAccessible, expectInside, facts, networks, onScreen, phone, picture, url, visit } from "./page";
import { saidSoon, tabTo } from "./steps";

const network = (await networks())[0]!.name;
const { silo, map } = await facts(network);
const about = `${url}/api/v1/networks/${encodeURIComponent(network)}`;
const { dimensions } = (await (await fetch(about)).json()) as NetworkDetail;
// The dimension that looks least like the silos: with most values of those that a palette tells apart.
const other = dimensions.filter((d) => d.name !== silo && d.silos.length > 1).sort((a, b) => b.silos.length - a.silos.length)[0]!.name;
const coloured = (await (await fetch(`${about}/map?silo=${encodeURIComponent(other)}`)).json()) as MapAnswer;
const home = `/?network=${encodeURIComponent(network)}&view=map`;
const hueAt = new Map(coloured.actors.id.map((id, u) => [id, hueOf(colouredAs(coloured.silos, coloured.actors.silo[u]!))]));
const largest = map.silos.map((s) => s.r).indexOf(Math.max(...map.silos.map((s) => s.r)));

/** The hue of the palette under each of the points; -1 for none of them. */
async function huesUnder(page: Page, points: readonly { x: number; y: number }[]): Promise<number[]> {
  return page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement, at) => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext("2d", { willReadFrequently: true })!;
    context.drawImage(canvas, 0, 0);
    const box = canvas.getBoundingClientRect();
    const style = getComputedStyle(canvas);
    const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
    const hues = Array.from({ length: 9 }, (_, hue) => {
      probe.fillStyle = style.getPropertyValue(`--silo-${hue}`).trim();
      probe.fillRect(0, 0, 1, 1);
      return probe.getImageData(0, 0, 1, 1).data.slice(0, 3).join();
    });
    const ratio = canvas.width / box.width;
    return at.map(({ x, y }) => hues.indexOf(context.getImageData(Math.round((x - box.x) * ratio), Math.round((y - box.y) * ratio), 1, 1).data.slice(0, 3).join()));
  }, points);
}

test("actors take the colours of another dimension than their bubbles', closed bubbles show its shares, and the address remembers", async () => {
  const { page, complaints, close } = await visit(home);
  await tabTo(page, ".colours select");
  await page.getByLabel("Colour by").selectOption(other);
  await saidSoon(page, "colour", [other]);
  await page.locator(".colours li").first().waitFor();
  expect(await page.locator(".colours li").count()).toBeGreaterThanOrEqual(coloured.silos.length);
  for (const { name } of coloured.silos.filter((s) => s.name)) expect(await page.locator(".colours ul").textContent()).toContain(name);
  await picture(page, "colour-closed");

  // Just right of the top of the largest bubble the ring begins with the first value that any of its actors has.
  const bubble = map.silos[largest]!;
  const inside = map.actors.id.filter((_, u) => map.actors.silo[u] === largest);
  const at = new Map(coloured.actors.id.map((id, u) => [id, coloured.actors.silo[u]!]));
  const first = Math.min(...inside.map((id) => at.get(id)!).filter((value) => value >= 0));
  const [middle, edge] = [await onScreen(page, bubble.x, bubble.y), await onScreen(page, bubble.x + bubble.r, bubble.y)];
  const r = edge.x - middle.x - 4;
  const angle = 0.05 - Math.PI / 2;
  expect(await huesUnder(page, [{ x: middle.x + r * Math.cos(angle), y: middle.y + r * Math.sin(angle) }])).toEqual([hueOf(colouredAs(coloured.silos, first))]);

  await page.mouse.move(middle.x, middle.y);
  await page.locator(".tooltip .tooltip-silo", { hasText: "%" }).first().waitFor();
  await picture(page, "colour-tooltip");

  await page.goto(`${page.url()}&open=${encodeURIComponent(bubble.name)}`);
  await page.locator(".colours li").first().waitFor();
  await picture(page, "colour-open");
  const seen = map.actors.id.flatMap((id, u) => (map.actors.silo[u] === largest ? [{ id, u }] : []));
  const points = await Promise.all(seen.map(({ u }) => onScreen(page, map.actors.x[u]!, map.actors.y[u]!)));
  const found = await huesUnder(page, points);
  const right = seen.filter(({ id }, i) => found[i] === hueAt.get(id)).length;
  // Names may lie over a few dots.
  expect(right / seen.length).toBeGreaterThan(0.8);
  expect(new Set(found.filter((hue) => hue >= 0)).size).toBeGreaterThan(1);

  const some = points[found.findIndex((hue) => hue >= 0)]!;
  await page.mouse.move(some.x, some.y);
  expect(await page.locator(".tooltip .tooltip-silo").count()).toBe(2);
  await page.getByLabel("Colour by").selectOption("");
  await saidSoon(page, "colour", []);
  await page.locator(".colours li").first().waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.map(({ code }) => code))("%s: what the colours mean can be read by everybody", async (code) => {
  const { page, complaints, close } = await visit(`${home}&colour=${other}&lang=${code}`, code === "en" ? phone : desktop);
  if (code === "en") await page.locator(".legend > summary").click();
  await page.locator(".colours li").first().waitFor();
  expect(await page.locator(".colours p").textContent()).toBe(voiceOf(code).text("legend.colours", { dimension: dimensionName(voiceOf(code), other) }));
  expect(await page.getByLabel(catalogues[code]["legend.colourBy"]).inputValue()).toBe(other);
  await expectAccessible(page);
  await expectInside(page, code);
  await picture(page, `colour-${code}`);
  expect(complaints).toEqual([]);
  await close();
});
