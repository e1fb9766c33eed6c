import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { desktop, expectAccessible, facts, inked, networks, phone, picture, url, visit } from "./page";
import type { GapsAnswer } from "../../src/api/types";

const network = (await networks())[0]!.name;
const { silo } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}`;
const { gaps } = (await (await fetch(`${url}/api/v1/networks/${network}/gaps?silo=${silo}`)).json()) as GapsAnswer;
const worst = gaps![0]!;
const focus = `${home}&view=map&gap=${encodeURIComponent(worst.a)}&gap=${encodeURIComponent(worst.b)}`;

test("a gap's two silos stand alone on the map until the others are asked for", async () => {
  const { page, complaints, close } = await visit(home);
  await page.locator('section[aria-labelledby="top-gaps"] .row').first().click();
  await page.locator(".rank-bridge").first().waitFor();
  const alone = page.getByRole("button", { name: "Only these two" });
  expect(await alone.getAttribute("aria-pressed")).toBe("true");
  await page.waitForTimeout(300);
  const two = await inked(page);
  await picture(page, "gap-alone");
  await expectAccessible(page);
  await alone.click();
  expect(new URL(page.url()).searchParams.get("others")).toBe("shown");
  await page.waitForTimeout(300);
  await picture(page, "gap-others");
  expect(await inked(page)).toBeGreaterThan(two);
  await page.getByRole("button", { name: "The whole map" }).click();
  expect(new URL(page.url()).searchParams.has("gap")).toBe(false);
  await page.getByRole("button", { name: "Open all" }).waitFor();
  expect(await page.getByRole("button", { name: "Close all" }).isDisabled(), "the silos of the gap close again").toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test("the evidence names who connects the two today and the bridges between them, each leading on", async () => {
  const { page, complaints, close } = await visit(focus);
  const bridge = page.locator(".evidence .row").first();
  await bridge.waitFor();
  expect(await page.locator(".evidence h2").allTextContents()).toEqual(expect.arrayContaining(["Who connects them today", "Bridges to build between them"]));
  const before = await page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await bridge.click();
  await page.waitForURL(/bridge=/);
  expect(await bridge.getAttribute("aria-pressed")).toBe("true");
  await page.waitForTimeout(300);
  expect(await page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(before);
  await picture(page, "gap-bridge");
  await bridge.click();
  await page.waitForURL((address) => !address.searchParams.has("bridge"));
  await page.locator(".evidence .names .link").first().click();
  await page.locator(".actor-name").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("a pair that is no gap can be looked at too, from its cell", async () => {
  const { page, complaints, close } = await visit(home);
  await page.locator(".heat-more-1, .heat-more-2, .heat-more-3").first().click();
  await page.locator(".cards-apart .evidence").waitFor();
  expect(await page.locator(".cards-apart .badge").first().textContent()).toBe("No gap");
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.flatMap(({ code }) => [[code, "desktop", desktop], [code, "phone", phone]] as const))("%s, %s: a gap can be read", async (code, look, options) => {
  const { page, complaints, close } = await visit(`${focus}&lang=${code}`, options);
  await page.locator(".evidence .row").first().waitFor();
  expect(await page.locator(".evidence").textContent()).toContain(catalogues[code]["across.today"]);
  await picture(page, `gap-${code}-${look}`);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});
