import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MapAnswer } from "../../src/api/types";
import { account, startGuarded, type Guarded } from "./guarded";
import { arrived, desktop, expectAccessible, newcomer, phone, picture } from "./page";
import { openTab, tabTo } from "./steps";

let service: Guarded;
beforeAll(async () => { service = await startGuarded(); });
afterAll(() => service.stop());

/** Signs in with the keyboard and comes to where the address leads. */
async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(service.origin + path);
  await page.locator(".failure a").waitFor();
  await expectAccessible(page);
  await tabTo(page, ".failure a");
  await page.keyboard.press("Enter");
  await page.locator('input[name="account"]:focus').waitFor();
  await page.keyboard.type(account.name);
  await tabTo(page, 'input[name="password"]');
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await arrived(page);
}

/** Makes a share link in the dialog with the keyboard and returns what was copied; downs is how far down the list what it shows stands. */
async function share(page: Page, label: string, downs: number): Promise<string> {
  await tabTo(page, "button.share");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  await tabTo(page, "#share-label");
  await page.keyboard.type(label);
  await page.keyboard.press("Tab");
  for (let i = 0; i < downs; i++) await page.keyboard.press("ArrowDown");
  await tabTo(page, '.share-form button[type="submit"]');
  await page.keyboard.press("Enter");
  await page.locator(".share-made").waitFor();
  await tabTo(page, ".share-made .button-main");
  await page.keyboard.press("Enter");
  await page.locator(".share-made .told", { hasText: "Copied." }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  return link;
}

/** Ends a link in the dialog with the keyboard. */
async function end(page: Page, label: string): Promise<void> {
  await tabTo(page, "button.share");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  const list = page.locator("dialog[open] .edits");
  await tabTo(page, "dialog section:last-of-type > .button");
  await page.keyboard.press("Enter");
  await list.waitFor();
  await tabTo(page, `[aria-label="End the link: ${label}"]`);
  await page.keyboard.press("Enter");
  await list.locator("li", { hasText: label }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
}

/** What the service says to whoever has this page's cookies: its status and its words. */
const ask = (page: Page, path: string): Promise<{ status: number; text: string }> =>
  page.evaluate(async (p) => { const r = await fetch(`/api/v1/${p}`); return { status: r.status, text: await r.text() }; }, path);

test("links made by keyboard show a gap without actors and a story without names to who has no login, until they are ended", async () => {
  const owner = await newcomer(desktop, service.origin);
  await owner.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(owner.page, "/?network=demo&view=map");
  const map = JSON.parse((await ask(owner.page, "networks/demo/map?silo=silo_sector")).text) as MapAnswer;
  const names = map.actors.name;
  expect(names.length).toBe(300);

  // The first gap of the list, as a link to silos alone.
  await openTab(owner.page, "gaps");
  await tabTo(owner.page, ".cards .card-button");
  await owner.page.keyboard.press("Enter");
  await owner.page.locator(".evidence").waitFor();
  const gap = new URL(owner.page.url()).searchParams.getAll("gap");
  expect(gap.length).toBe(2);
  const silosLink = await share(owner.page, "board", 0);

  // The same gap kept as a page of a story, as a link without names.
  await tabTo(owner.page, '.tools-zoom [aria-label="Add this view to the story"]');
  await owner.page.keyboard.press("Enter");
  await owner.page.locator(".toast", { hasText: "page 1" }).waitFor();
  const namelessLink = await share(owner.page, "students", 1);
  expect(new URL(namelessLink).hash).toMatch(/^#story=/);

  const board = await newcomer(phone, service.origin);
  await board.page.goto(silosLink);
  await arrived(board.page);
  await board.page.locator(".evidence").waitFor();
  expect(new URL(board.page.url()).pathname).toBe("/");
  expect(new URL(board.page.url()).searchParams.getAll("gap")).toEqual(gap);
  for (const silo of gap) expect(await board.page.locator(".aside").textContent()).toContain(silo);
  expect((await ask(board.page, "networks/demo/map/ties")).status).toBe(403);
  expect((await ask(board.page, `networks/demo/actors/${encodeURIComponent(map.actors.id[0]!)}`)).status).toBe(403);
  // The bubbles stay closed: there is nobody to see inside, and the gap between them is drawn.
  expect(await board.page.locator(".legend .sign-bubble").count()).toBeGreaterThan(0);
  expect(await board.page.locator(".legend .sign-dot").count()).toBe(0);
  await picture(board.page, "guest-silos-phone");
  await expectAccessible(board.page);

  const students = await newcomer(desktop, service.origin);
  await students.page.goto(namelessLink);
  await students.page.locator(".telling h1").waitFor();
  expect(new URL(students.page.url()).searchParams.getAll("gap")).toEqual(gap);
  await picture(students.page, "guest-story");
  await students.page.goto(`${service.origin}/?network=demo&view=table`);
  await arrived(students.page);
  const shown = await students.page.locator(".table tbody th").allTextContents();
  expect(shown.length).toBeGreaterThan(50);
  expect(shown.filter((name) => names.includes(name))).toEqual([]);
  const seen = (await ask(students.page, "networks/demo/map?silo=silo_sector")).text;
  expect(names.filter((name) => seen.includes(JSON.stringify(name)))).toEqual([]);
  await picture(students.page, "guest-nameless");
  await expectAccessible(students.page);
  expect(await students.page.getByRole("button", { name: "Data", exact: true }).count()).toBe(0);
  // The browser notes each refusal that this test asked for.
  expect([...board.complaints.filter((text) => !text.includes("403")), ...students.complaints]).toEqual([]);

  // Ending one link ends that one alone, for whoever is in already and for whoever comes.
  await end(owner.page, "students");
  expect((await ask(students.page, "networks/demo/map")).status).toBe(401);
  await students.page.reload();
  await students.page.locator(".failure a", { hasText: "Sign in" }).waitFor();
  expect(await students.page.locator("canvas, .table, .telling").count()).toBe(0);
  expect((await ask(board.page, "networks/demo/gaps?silo=silo_sector")).status).toBe(200);
  await end(owner.page, "board");
  for (const link of [silosLink, namelessLink]) {
    const late = await newcomer(desktop, service.origin);
    expect((await late.page.goto(link))!.status()).toBe(401);
    expect(await late.page.locator("canvas, .telling").count()).toBe(0);
    await late.close();
  }
  await picture(owner.page, "guest-owner");
  expect(owner.complaints.filter((text) => !text.includes("401"))).toEqual([]);
  for (const visit of [owner, board, students]) await visit.close();
});
