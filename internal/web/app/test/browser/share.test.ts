import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { ShareLink, ShareWish } from "../../src/api/types";
import { catalogues, languages } from "../../src/core/language";
import { storyIn } from "../../src/core/story";
import { desktop, expectAccessible, facts, networks, phone, picture, url, visit } from "./page";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}&view=map`;

/** Answers as a service with a login does: this one runs without, on this machine only. */
async function withLogin(page: Page): Promise<{ made: ShareWish[] }> {
  const links: ShareLink[] = [];
  const made: ShareWish[] = [];
  await page.route("**/api/v1/me", (route) => route.fulfill({ json: { account: "aino", admin: false, login: true, issuer: false } }));
  await page.route(/\/links(\/[^/]+)?$/, (route) => {
    const request = route.request();
    if (request.method() === "DELETE") {
      links.splice(0);
      return route.fulfill({ json: {} });
    }
    if (request.method() === "GET") return route.fulfill({ json: { links } });
    const wish = request.postDataJSON() as ShareWish;
    made.push(wish);
    const link: ShareLink = { silos_only: false, nameless: false, ...wish, id: "1", by: "aino", made: "2026-11-20T00:00:00Z", expires: "2026-12-20T00:00:00Z" };
    links.push(link);
    return route.fulfill({ json: { ...link, secret: "link-1-abc", path: "/share/link-1-abc" } });
  });
  return { made };
}

test("a share link is made, copied with what is looked at, listed and ended", async () => {
  const { page, complaints, close } = await visit(`${home}&gap=${map.silos[0]!.name}&gap=${map.silos[1]!.name}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const { made } = await withLogin(page);
  await page.reload();
  await page.locator(".evidence").waitFor();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Whom or what it is for").fill("steering group");
  await dialog.getByLabel("How long it works").selectOption("7");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  await dialog.getByText("never shown again").waitFor();
  expect(made).toEqual([{ label: "steering group", days: 7, silos_only: true, nameless: false }]);
  await picture(page, "share");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Copy the new link" }).click();
  await dialog.getByText("Copied.").waitFor();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.pathname).toBe("/share/link-1-abc");
  await dialog.getByRole("button", { name: "End the link: steering group" }).click();
  await dialog.getByRole("button", { name: "End the link: steering group" }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();

  // The service takes the secret out of the address and sends the browser on; the fragment stays with it.
  const guest = await visit(`/?network=${encodeURIComponent(network)}${link.hash}`, { ...desktop, locale: "sv-FI" });
  await guest.page.locator(".evidence").waitFor();
  expect(new URL(guest.page.url()).searchParams.getAll("gap")).toEqual([map.silos[0]!.name, map.silos[1]!.name]);
  expect(new URL(guest.page.url()).hash).toBe("");
  await guest.close();
});

test("a link without names picks out no actor and warns that a story stays as it was written", async () => {
  const actor = map.actors.id[0]!;
  const { page, complaints, close } = await visit(`${home}&actor=${encodeURIComponent(actor)}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await withLogin(page);
  await page.reload();
  await page.locator("canvas[data-camera]").waitFor();
  await page.getByRole("button", { name: catalogues.en["story.add"] }).click();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const warning = dialog.getByText(catalogues.en["share.notesStay"]);
  await warning.waitFor();
  await dialog.getByLabel("What it shows").selectOption("full");
  expect(await warning.count()).toBe(0);
  await dialog.getByLabel("What it shows").selectOption("nameless");
  await warning.waitFor();
  await expectAccessible(page);
  await picture(page, "share-story");
  await dialog.getByLabel("Whom or what it is for").fill("press");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  await dialog.getByRole("button", { name: "Copy the new link" }).click();
  await dialog.getByText("Copied.").waitFor();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(storyIn(link.hash)!.pages.map(({ address }) => new URLSearchParams(address).get("actor"))).toEqual([null]);
  expect(complaints).toEqual([]);
  await close();
});

test("who comes by a link to silos alone is offered nothing about single actors, and no way to change data", async () => {
  const { page, close } = await visit(home);
  const asked: string[] = [];
  await page.route("**/api/v1/me", (route) => route.fulfill({ json: { account: "", admin: false, login: true, issuer: false, link: { network, silos_only: true, nameless: false } } }));
  page.on("request", (request) => { if (/\/map\/ties|metrics|bridges|ledger|\/actors\//.test(request.url())) asked.push(request.url()); });
  await page.reload();
  await page.locator(".cards .card-button").first().waitFor();
  expect(await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.id))).toEqual(["tab-gaps", "tab-story"]);
  expect(await page.locator(".switch button").allTextContents()).toEqual(["Overview", "Map"]);
  await page.getByRole("button", { name: "Overview", exact: true }).click();
  await page.locator("#top-gaps").waitFor();
  expect(await page.locator("#top-bridges, #top-points").count()).toBe(0);
  await expectAccessible(page);
  expect(asked).toEqual([]);
  await close();
});

test.each(languages.map(({ code }) => code))("%s: without a login the dialog gives the address and says whom it serves", async (code) => {
  const { page, complaints, close } = await visit(`${home}&lang=${code}`, phone);
  const words = catalogues[code];
  await page.getByRole("button", { name: words["share.title"], exact: true }).click();
  await page.getByText(words["share.addressOpen"]).waitFor();
  await picture(page, `share-${code}-phone`);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await page.getByRole("button", { name: words["share.close"], exact: true }).click();
  expect(url).toBe(new URL(page.url()).origin);
  await close();
});
