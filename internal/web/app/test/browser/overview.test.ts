import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { desktop, expectAccessible, expectInside, facts, networks, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}`;

test("a newcomer first sees the overall picture, and every figure leads to what it counts", async () => {
  const { page, complaints, close } = await visit(home);
  await page.locator('[data-figure="reach"]', { hasText: "→" }).waitFor();
  expect(await page.locator('[data-figure="actors"] .figure-value').textContent()).toBe(String(map.actors.id.length));
  const leads: Record<string, string> = { actors: ".table table", pairs: "canvas[data-camera]", together: "#tab-apart", gaps: "#tab-gaps", points: "#tab-points", isolates: "#tab-apart", reach: "#tab-bridges" };
  expect(await page.locator("[data-figure]").evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset["figure"]))).toEqual(Object.keys(leads));
  for (const [figure, where] of Object.entries(leads)) {
    await page.locator(`[data-figure="${figure}"]`).click();
    const tab = where.startsWith("#tab");
    await page.locator(tab ? `${where}[aria-selected="true"]` : where).waitFor();
    await page.goBack();
    await page.locator(".headline").waitFor();
  }
  expect(complaints).toEqual([]);
  await close();
});

test("every cell of the heat map says its pair, is reached by arrow keys, and shows the two silos on the map", async () => {
  const { page, complaints, close } = await visit(home);
  const n = map.silos.length;
  await page.locator(".heat-cell").first().waitFor();
  expect(await page.locator(".heat-cell").count()).toBe(n * (n - 1));
  expect(await page.locator('.heat-cell[tabindex="0"]').count()).toBe(1);
  await page.locator('.heat-cell[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const focused = page.locator(".heat-cell:focus");
  expect(await focused.getAttribute("data-cell")).toBe("2 3");
  const spoken = (await focused.getAttribute("aria-label"))!;
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.locator("canvas[data-camera]").waitFor();
  const pair = new URL(page.url()).searchParams.getAll("gap");
  expect(pair).toHaveLength(2);
  for (const silo of pair) expect(spoken).toContain(silo);
  expect(complaints).toEqual([]);
  await close();
});

test("of more silos than twelve the largest are shown, at the press of a button all, and the arrow keys reach the last of them", async () => {
  const { page, complaints, close } = await visit(`${home}&silo=region`);
  const cells = page.locator(".heat-cell");
  await cells.first().waitFor();
  expect(await cells.count()).toBe(12 * 11);
  await page.locator(".part-heat button.link").click();
  await page.waitForFunction(() => document.querySelectorAll(".heat-cell").length === 19 * 18);
  await page.locator('[data-cell="18 16"]').focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.locator(".heat-cell:focus").getAttribute("data-cell")).toBe("18 17");
  expect(await page.locator('.heat-cell[tabindex="0"]').count()).toBe(1);
  await page.locator(".part-heat button.link").click();
  expect(await cells.count()).toBe(12 * 11);
  expect(complaints).toEqual([]);
  await close();
});

test.each([["top-gaps", "gap"], ["top-bridges", "bridge"], ["top-clusters", "cluster"], ["top-points", "actor"]])("the list %s leads to the map", async (part, picks) => {
  const { page, complaints, close } = await visit(home);
  const row = page.locator(`section[aria-labelledby="${part}"] .row`).first();
  await row.click();
  await page.locator("canvas[data-camera]").waitFor();
  expect(new URL(page.url()).searchParams.has(picks)).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.flatMap(({ code }) => [[code, "desktop", desktop], [code, "phone", phone]] as const))("%s, %s: the overview can be read", async (code, look, options) => {
  const { page, complaints, close } = await visit(`${home}&lang=${code}`, options);
  await page.locator('[data-figure="reach"]', { hasText: "→" }).waitFor();
  expect(await page.locator("h3").first().textContent()).toBe(catalogues[code]["heat.title"]);
  await picture(page, `overview-${code}-${look}`);
  await page.locator("#top-gaps").scrollIntoViewIfNeeded();
  await picture(page, `overview-${code}-${look}-below`);
  await expectAccessible(page);
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
