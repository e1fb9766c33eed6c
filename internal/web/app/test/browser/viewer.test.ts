import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MapAnswer } from "../../src/api/types";
import { catalogues, languages, type Key } from "../../src/core/language";
import { account, startGuarded, viewer, type Guarded } from "./guarded";
import { arrived, desktop, expectAccessible, newcomer, phone, picture, type Visit } from "./page";

let service: Guarded;
beforeAll(async () => { service = await startGuarded(); });
afterAll(() => service.stop());

/** Every offer on the page to add to a network, to correct it, to take something out of it, or to let others see it. */
const changing: readonly Key[] = [
  "edit.title", "edit.addTie", "remove.button", "tie.edit", "involve.changeOne", "involve.add", "ledger.to.introduced", "ledger.to.suggested", "ledger.to.declined",
  "twice.look", "history.undoLabel", "add.offer", "share.make",
];
const pattern = (key: Key): RegExp => new RegExp(`^${catalogues.en[key].replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, ".+")}$`);

async function come(who: typeof viewer, path: string, options = desktop): Promise<Visit> {
  const visit = await newcomer(options, service.origin);
  await visit.page.goto(`${service.origin}/sign-in?next=${encodeURIComponent(path)}`);
  await visit.page.locator('input[name="account"]').fill(who.name);
  await visit.page.locator('input[name="password"]').fill(who.password);
  await visit.page.keyboard.press("Enter");
  await arrived(visit.page);
  return visit;
}

/** What can be pressed or chosen now, by the name that a screen reader says. */
const offers = (page: Page): Promise<string[]> =>
  page.locator("button, summary, a.button, [role=option] .suggestion-name").evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => (e.getAttribute("aria-label") ?? e.textContent ?? "").trim()));

/** Walks through all that a reader can open, and returns all that was offered on the way. */
async function walk(page: Page, actor: string): Promise<Set<string>> {
  const met = new Set<string>();
  const look = async (): Promise<void> => {
    await page.locator(".aside details").evaluateAll((all) => { for (const e of all) (e as HTMLDetailsElement).open = true; });
    for (const offer of await offers(page)) met.add(offer);
  };
  const open = async (query: string): Promise<void> => {
    await page.goto(`${service.origin}/?network=demo${query}`);
    await arrived(page);
  };
  await open("&view=overview");
  await look();
  await open(`&view=map&actor=${actor}`);
  const records = page.locator(".aside").getByRole("button", { name: /^Details/ });
  await records.first().click();
  await page.locator(".tie-records").first().waitFor();
  await look();
  await page.getByRole("combobox", { name: catalogues.en["search.label"] }).fill("nobody of this name");
  await page.locator(".suggestion-add, .suggestions-none").first().waitFor();
  await look();
  await open("&view=map&tab=bridges");
  await page.locator("#tab-panel .cards .card-button").first().click();
  await page.locator(".card-chosen").waitFor();
  await look();
  await open("&view=table");
  await look();
  await open("&view=data");
  await page.locator(".revisions li").first().waitFor();
  await look();
  await page.locator("button.share").click();
  await page.locator("dialog[open]").waitFor();
  await look();
  await page.keyboard.press("Escape");
  return met;
}

test("a viewer is offered nothing that would change the network, and reads and tries out everything", async () => {
  const owner = await come(account, "/?network=demo&view=map");
  const map = await owner.page.evaluate(async () => (await fetch("/api/v1/networks/demo/map?silo=silo_sector")).json() as Promise<MapAnswer>);
  const busiest = map.actors.id[map.actors.degree.indexOf(Math.max(...map.actors.degree))]!;
  const all = await walk(owner.page, busiest);
  // Whoever may change the network is offered each, or the walk would prove nothing of the viewer.
  for (const key of changing) expect([...all].some((offer) => pattern(key).test(offer)), `${key} is offered to an owner`).toBe(true);
  await owner.close();

  const reader = await come(viewer, "/?network=demo&view=map");
  const { page } = reader;
  const refused: string[] = [];
  page.on("response", (response) => { if (response.status() >= 400) refused.push(`${response.status()} ${response.request().method()} ${response.url()}`); });
  const met = await walk(page, busiest);
  for (const key of changing) expect([...met].filter((offer) => pattern(key).test(offer)), key).toEqual([]);
  await picture(page, "viewer-data");
  await expectAccessible(page);

  // The sandbox changes nothing that is stored, so it is open to everybody who may look.
  await page.goto(`${service.origin}/?network=demo&view=map&tab=whatif`);
  await arrived(page);
  const pick = async (label: Key, name: string): Promise<void> => {
    await page.getByRole("combobox", { name: catalogues.en[label] }).fill(name);
    await page.locator('[role="option"]').first().click();
  };
  await pick("whatif.first", map.actors.name[0]!);
  await page.getByRole("button", { name: catalogues.en["whatif.removeActor"], exact: true }).click();
  await page.locator("#tab-panel .figures-table").waitFor();
  await page.getByLabel(catalogues.en["scenario.name"]).fill("without one");
  await page.getByRole("button", { name: catalogues.en["scenario.save"], exact: true }).click();
  await page.locator(".scenarios .edits li", { hasText: "without one" }).waitFor();
  await picture(page, "viewer-whatif");
  expect(refused).toEqual([]);
  expect(reader.complaints).toEqual([]);

  // What the page does not offer, the service refuses.
  const status = await page.evaluate(async () => (await fetch("/api/v1/networks/demo/revert", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ to: 0 }) })).status);
  expect(status).toBe(403);
  await reader.close();
});

test("what must be known of figures is said in the reader's language, with its numbers", async () => {
  const reader = await come(viewer, "/?network=patchy&silo=sector&view=map");
  const { page } = reader;
  for (const { code } of languages) {
    await page.goto(`${service.origin}/?network=patchy&silo=sector&view=map&lang=${code}`);
    await arrived(page);
    const notices = page.locator("#tab-panel .notice");
    await notices.first().waitFor();
    const unassigned = { fi: "puuttuu tieto ”sektori”, on 2 kaikkiaan 16 toimijasta", sv: "”sektor” saknas för 2 av sammanlagt 16 aktörer", en: "2 of 16 actors have no sector" }[code];
    expect((await notices.allTextContents()).join("\n")).toContain(unassigned);
    expect(await page.locator(".aside [lang]").count(), "nothing is left in another language").toBe(0);
    await page.locator("#tab-bridges").click();
    const unbridged = { fi: "Polut voivat kulkea", sv: "Vägar kan gå genom dem", en: "paths may pass them" }[code];
    await expect.poll(async () => (await notices.allTextContents()).join("\n"), { timeout: 60_000 }).toContain(unbridged);
    await page.setViewportSize(phone.viewport!);
    await picture(page, `notices-${code}`);
    await expectAccessible(page);
    await page.setViewportSize(desktop.viewport!);
  }
  expect(reader.complaints).toEqual([]);
  await reader.close();
});
