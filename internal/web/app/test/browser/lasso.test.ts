import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { catalogues } from "../../src/core/language";
import { expectAccessible, expectInside, facts, networks, onScreen, phone, picture, visit } from "./page";
import { said, saidSoon, tabTo } from "./steps";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}&view=map`;
const { id, name, silo } = map.actors;
/** The silo whose bubble is the largest, and a rectangle of the world around it alone. */
const largest = map.silos.reduce((best, s, i) => (s.r > map.silos[best]!.r ? i : best), 0);
const bubble = map.silos[largest]!;
const inside = id.filter((_, u) => silo[u] === largest);
const r = bubble.r * 0.5;
const corners: readonly [number, number][] = [[bubble.x - r, bubble.y - r], [bubble.x + r, bubble.y - r], [bubble.x + r, bubble.y + r], [bubble.x - r, bubble.y + r]];
const within = (u: number): boolean => Math.abs(map.actors.x[u]! - bubble.x) < r && Math.abs(map.actors.y[u]! - bubble.y) < r;

/** Draws around the corners with the mouse, which goes in steps as a hand does. */
async function draw(page: Page): Promise<void> {
  const points = await Promise.all(corners.map(([x, y]) => onScreen(page, x, y)));
  await page.mouse.move(points[0]!.x, points[0]!.y);
  await page.mouse.down();
  for (const { x, y } of points.slice(1)) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

test("with the mouse: a line around a closed bubble chooses all in it, around dots those inside; what can be done with them works", async () => {
  const { page, complaints, close } = await visit(home);
  await page.getByRole("button", { name: "Choose with a lasso" }).click();
  await draw(page);
  await page.getByRole("heading", { name: `${inside.length} actors chosen` }).waitFor();
  expect(said(page, "tab")).toEqual(["chosen"]);
  await picture(page, "lasso-bubble");
  await expectAccessible(page);

  await page.goto(`${page.url().replace(/&chosen=[^&]*/g, "")}&open=${encodeURIComponent(bubble.name)}`);
  await page.locator('canvas[data-camera][data-circling="false"]').waitFor();
  const dots = id.filter((_, u) => silo[u] === largest && within(u));
  await page.keyboard.down("Shift");
  await draw(page);
  await page.keyboard.up("Shift");
  await saidSoon(page, "chosen", dots);
  await page.getByRole("heading", { name: `${dots.length} actors chosen` }).waitFor();

  // A click on one of them with Shift lets go of it, another takes it again.
  const one = await onScreen(page, map.actors.x[id.indexOf(dots[0]!)]!, map.actors.y[id.indexOf(dots[0]!)]!);
  for (const n of [dots.length - 1, dots.length]) {
    await page.keyboard.down("Shift");
    await page.mouse.click(one.x, one.y);
    await page.keyboard.up("Shift");
    await expect.poll(() => said(page, "chosen").length).toBe(n);
  }

  await page.getByRole("button", { name: "Show only these" }).click();
  await page.getByText(`Only the ${dots.length} chosen actors are shown.`).waitFor();
  await picture(page, "lasso-alone");
  await page.getByRole("button", { name: "Show everybody" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Invitation list (CSV)" }).click()]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines.length).toBe(dots.length + 1);
  expect(lines[0]).toContain(catalogues.en["chosen.meets"]);

  await page.getByRole("button", { name: "Try without them" }).click();
  await page.locator(".figures-table").waitFor();
  expect(await page.locator(".edits").first().locator("li").count()).toBe(dots.length);
  await page.locator(".figures-table tr", { has: page.getByRole("rowheader", { name: "Actors", exact: true }) }).locator(".step", { hasText: String(dots.length) }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("with the keyboard alone: actors are chosen in the table, looked at on the map, and let go of", async () => {
  const { page, complaints, close } = await visit(`${home}&view=table`.replace("&view=map", ""));
  await tabTo(page, "tbody .column-tick input");
  await page.keyboard.press("Space");
  const first = said(page, "chosen");
  expect(first.length).toBe(1);
  await page.keyboard.press("Tab"); // its name
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await saidSoon(page, "tab", ["chosen"]);
  expect(said(page, "chosen").length).toBe(2);
  await page.getByRole("heading", { name: "2 actors chosen" }).waitFor();
  await expectAccessible(page);
  await picture(page, "lasso-table");

  // All that the filter shows, at once.
  await page.getByLabel("Filter by name").fill(name[0]!);
  const shown = name.filter((n) => n.toLowerCase().includes(name[0]!.toLowerCase())).length;
  await page.getByRole("checkbox", { name: `Choose all shown (${shown})` }).press("Space");
  await expect.poll(() => said(page, "chosen").includes(id[0]!)).toBe(true);
  await page.getByRole("button", { name: "Show on the map" }).press("Enter");
  await page.locator("canvas[data-camera]").waitFor();
  await page.getByRole("button", { name: `Leave out ${name[0]!}` }).press("Enter");
  await expect.poll(() => said(page, "chosen").includes(id[0]!)).toBe(false);
  await page.locator(".stage canvas").focus();
  await page.keyboard.press("Escape");
  await saidSoon(page, "chosen", []);
  await page.getByText("Nobody is chosen.").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("with a finger on a phone: the tool draws around a bubble, a tap adds another, and two fingers still move the map", async () => {
  const { page, complaints, close } = await visit(`${home}&lang=fi`, phone);
  await page.locator(".handle").click();
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: "Valitse lassolla" }).tap();
  const touch = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  const points = await Promise.all(corners.map(([x, y]) => onScreen(page, x, y)));
  await send("touchStart", [points[0]!]);
  for (const point of [...points.slice(1), points[0]!]) await send("touchMove", [point]);
  await send("touchEnd", []);
  await expect.poll(() => said(page, "chosen").length).toBe(inside.length);
  await picture(page, "lasso-phone");
  await expectInside(page, "lasso");

  const other = map.silos.findIndex((_, s) => s !== largest);
  const middle = await onScreen(page, map.silos[other]!.x, map.silos[other]!.y);
  await page.touchscreen.tap(middle.x, middle.y);
  await expect.poll(() => said(page, "chosen").length).toBe(inside.length + id.filter((_, u) => silo[u] === other).length);

  const before = await page.locator(".stage canvas").getAttribute("data-camera");
  const [a, b] = [points[0]!, points[2]!];
  await send("touchStart", [a]);
  await send("touchStart", [a, b]);
  await send("touchMove", [{ x: a.x - 30, y: a.y - 30 }, { x: b.x + 30, y: b.y + 30 }]);
  await send("touchEnd", []);
  await expect.poll(() => page.locator(".stage canvas").getAttribute("data-camera")).not.toBe(before);
  expect(said(page, "chosen").length).toBeGreaterThan(inside.length);
  expect(complaints).toEqual([]);
  await close();
});
