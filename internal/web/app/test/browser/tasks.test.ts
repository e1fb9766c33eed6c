import { expect, test } from "vitest";
import type { MapAnswer } from "../../src/api/types";
import { catalogues, languages } from "../../src/core/language";
import { along, bendsOf, bow } from "../../src/core/curve";
import problems from "../../src/locales/problems/en.json";
import { desktop, expectAccessible, facts, inked, networks, onScreen, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}&view=map`;
const busiest = map.actors.degree.indexOf(Math.max(...map.actors.degree));
const largest = map.silos.map((s) => s.r).indexOf(Math.max(...map.silos.map((s) => s.r)));

test("a click on a bubble opens it into its actors, and the address remembers", async () => {
  const { page, complaints, close } = await visit(home);
  const silo = map.silos[largest]!;
  const middle = await onScreen(page, silo.x, silo.y);
  await page.mouse.click(middle.x, middle.y);
  await page.waitForURL(/open=/);
  expect(new URL(page.url()).searchParams.get("open")).toBe(silo.name);
  await picture(page, "opened");
  await page.reload();
  await page.locator("canvas[data-camera]").waitFor();
  await page.locator(".tools-silos .menu summary").click();
  expect(await page.locator('.tools-silos .menu [aria-pressed="true"]').count()).toBe(1);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});

test("pointing at a bubble, a tie and an actor says what they are", async () => {
  const { page, close } = await visit(home);
  const tooltip = page.locator(".tooltip");
  const bubble = map.silos[largest]!;
  let at = await onScreen(page, bubble.x, bubble.y);
  await page.mouse.move(at.x, at.y);
  expect(await tooltip.locator("strong").textContent()).toBe(bubble.name);

  const clear = middleOfClearTie(map);
  at = await onScreen(page, clear.x, clear.y);
  await page.mouse.move(at.x, at.y);
  expect(await tooltip.locator("strong").textContent()).toContain(clear.name);

  await page.getByRole("button", { name: "Open all" }).click();
  await page.mouse.move(0, 0);
  at = await onScreen(page, map.actors.x[busiest]!, map.actors.y[busiest]!);
  await page.mouse.move(at.x, at.y);
  expect(await tooltip.locator("strong").textContent()).toBe(map.actors.name[busiest]);
  await close();
});

/** A point in the middle of a tie between silos that lies on no bubble, and the name of one of its silos. */
function middleOfClearTie({ silos, silo_ties }: MapAnswer): { x: number; y: number; name: string } {
  const ties = silo_ties ?? [];
  const bends = bendsOf(silos, ties);
  for (const [t, tie] of ties.entries()) {
    const [a, b] = [silos[tie.a]!, silos[tie.b]!];
    const [x, y] = along(bow(a.x, a.y, b.x, b.y, bends[t]!), 0.5);
    if (silos.every((s) => Math.hypot(s.x - x, s.y - y) > s.r * 1.1)) return { x, y, name: a.name };
  }
  throw new Error("every tie is covered by a bubble");
}

test("search suggests while typing, and the arrow keys and Enter lead to the actor on the map", async () => {
  const { page, complaints, close } = await visit(home);
  const box = page.getByRole("combobox", { name: "Find an actor" });
  await box.fill(map.actors.name[busiest]!.toLowerCase());
  await page.locator('.suggestions [role="option"]').first().waitFor();
  await expectAccessible(page);
  await box.press("ArrowDown");
  await box.press("ArrowUp");
  await box.press("Enter");
  await page.waitForURL(/actor=/);
  expect(await page.locator(".actor-name").textContent()).toBe(map.actors.name[busiest]);
  expect(complaints).toEqual([]);
  await close();
});

test("an actor's card has attributes, scores, ties and the way back, and leads on to neighbours", async () => {
  const { page, complaints, close } = await visit(`${home}&all=open&size=pagerank`);
  const at = await onScreen(page, map.actors.x[busiest]!, map.actors.y[busiest]!);
  await page.mouse.click(at.x, at.y);
  const card = page.locator(".actor");
  await card.locator(".actor-name").waitFor();
  expect(await card.locator(".actor-name").textContent()).toBe(map.actors.name[busiest]);
  await card.locator(".names li").first().waitFor();
  expect(await card.locator("h3").allTextContents()).toEqual(expect.arrayContaining(["About", "Scores", "Works with"]));
  await picture(page, "card");
  await expectAccessible(page);
  const neighbour = card.locator(".names .link").first();
  const name = await neighbour.textContent();
  await neighbour.click();
  await page.waitForFunction((n) => document.querySelector(".actor-name")?.textContent === n, name);
  await page.goBack();
  await page.waitForFunction((n) => document.querySelector(".actor-name")?.textContent === n, map.actors.name[busiest]);
  await page.getByRole("button", { name: /Back to the findings/ }).click();
  await page.getByRole("tab").first().waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("a gap shows its two silos on the map and its evidence in words", async () => {
  const { page, complaints, close } = await visit(home);
  const gap = page.locator(".cards .card-button").first();
  await gap.waitFor();
  const before = await page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await gap.click();
  await page.locator(".evidence").waitFor();
  expect(new URL(page.url()).searchParams.getAll("gap")).toHaveLength(2);
  await picture(page, "gap");
  expect(await page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(before);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});

test.each(["bridges", "apart", "points"])("the tab %s can be read, and what is in it leads to the map", async (tab) => {
  const { page, complaints, close } = await visit(home);
  await page.locator(`#tab-${tab}`).click();
  const first = page.locator("#tab-panel :is(.card-button, .link)").first();
  await first.waitFor();
  await expectAccessible(page);
  await first.click();
  await page.waitForURL(/(bridge|cluster|actor)=/);
  await picture(page, tab);
  expect(complaints).toEqual([]);
  await close();
});

test("the table sorts, filters and opens the same card", async () => {
  const { page, complaints, close } = await visit(home.replace("map", "table"));
  const first = page.locator("tbody th .link").first();
  expect(await first.textContent()).toBe(map.actors.name[busiest]);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  const names = await page.locator("tbody th .link").allTextContents();
  const collator = new Intl.Collator("en-GB", { numeric: true });
  expect(names).toEqual([...names].sort(collator.compare));
  expect(await page.locator('th[aria-sort="ascending"]').textContent()).toBe("Name");
  await page.getByRole("searchbox", { name: "Filter by name" }).fill(map.actors.name[busiest]!);
  await page.waitForFunction((n) => document.querySelector("tbody th .link")?.textContent === n, map.actors.name[busiest]);
  await first.focus();
  await page.keyboard.press("Enter");
  await page.locator(".actor-name").waitFor();
  expect(await page.locator(".actor-name").textContent()).toBe(map.actors.name[busiest]);
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages)("$name: the page speaks it, from the browser and from the switch", async ({ code }) => {
  const { page, complaints, close } = await visit(home, { ...desktop, locale: { en: "en-GB", fi: "fi-FI", sv: "sv-FI" }[code] });
  const text = catalogues[code];
  expect(await page.locator("html").getAttribute("lang")).toBe(code);
  expect(await page.locator("#tab-gaps").textContent()).toContain(text["tab.gaps"]);
  await page.locator(".cards .card").first().waitFor();
  await picture(page, `language-${code}`);
  await expectAccessible(page);
  const other = languages.find((l) => l.code !== code)!.code;
  await page.getByLabel(text["header.language"]).selectOption(other);
  expect(await page.locator("#tab-gaps").textContent()).toContain(catalogues[other]["tab.gaps"]);
  expect(await page.locator("html").getAttribute("lang")).toBe(other);
  expect(complaints).toEqual([]);
  await close();
});

test("keys move and zoom the map and bring it back", async () => {
  const { page, close } = await visit(home);
  const canvas = page.locator(".stage canvas");
  const camera = async (): Promise<number[]> => {
    await page.waitForTimeout(300);
    return (await canvas.getAttribute("data-camera"))!.split(" ").map(Number);
  };
  await canvas.focus();
  const start = await camera();
  await page.keyboard.press("+");
  const closer = await camera();
  expect(closer[2]!).toBeGreaterThan(start[2]! * 1.2);
  await page.keyboard.press("ArrowRight");
  expect((await camera())[0]!).toBeGreaterThan(closer[0]!);
  await page.keyboard.press("0");
  const back = await camera();
  for (const i of [0, 1, 2]) expect(back[i]!).toBeCloseTo(start[i]!, 6);
  await close();
});

test("dragging and the wheel move the map; the picture stays drawn while it moves", async () => {
  const { page, complaints, close } = await visit(`${home}&all=open`);
  const box = (await page.locator(".stage canvas").boundingBox())!;
  const before = await inked(page);
  await page.mouse.move(box.x + 20, box.y + box.height - 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + box.height - 40, { steps: 5 });
  expect(await inked(page)).toBeGreaterThan(before * 0.5);
  await page.mouse.up();
  await page.mouse.wheel(0, -200);
  expect(await inked(page)).toBeGreaterThan(before * 0.5);
  expect(complaints).toEqual([]);
  await close();
});

test("on a phone the findings fold away, the choices unfold, and a gap leads to the map", async () => {
  const { page, complaints, close } = await visit(home, phone);
  const height = async (): Promise<number> => (await page.locator(".stage canvas").boundingBox())!.height;
  const half = await height();
  await page.getByRole("button", { name: "Hide the findings" }).click();
  expect(await height()).toBeGreaterThan(half * 1.3);
  await picture(page, "phone-folded");
  await page.getByRole("button", { name: "Show the findings" }).click();
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByLabel("Group by").waitFor({ state: "visible" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Options" }).click();
  await page.locator(".cards .card-button").first().tap();
  await page.locator(".evidence").waitFor();
  await picture(page, "phone-gap");
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});

test("when the service fails, the page says so in its own words and tries again", async () => {
  const { page, close } = await visit(home);
  await page.route("**/bridges*", (route) => route.fulfill({
    status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "Unavailable", detail: "the store does not answer", status: 503, code: "unavailable" }),
  }));
  await page.locator("#tab-bridges").click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain(problems["code.unavailable"]);
  await expectAccessible(page);
  await page.unroute("**/bridges*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#tab-panel .card-button").first().waitFor();
  await close();
});
