import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { storyIn } from "../../src/core/story";
import { desktop, expectAccessible, expectInside, facts, networks, phone, picture, url, visit } from "./page";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}`;
const busiest = map.actors.degree.indexOf(Math.max(...map.actors.degree));

test("views become a story with notes, in an order, that is presented by keyboard, passed on by a link and embedded", async () => {
  const { page, complaints, close } = await visit(`${home}&view=map&tab=story`);
  await page.getByRole("button", { name: "Add this view to the story" }).first().click();
  await page.locator("#tab-gaps").click();
  await page.locator(".cards .card-button").first().click();
  await page.locator(".evidence").waitFor();
  await page.locator(".tools-zoom").getByRole("button", { name: "Add this view to the story" }).click();
  await page.locator(".toast", { hasText: "page 2" }).waitFor();
  await page.goto(`${url}${home}&actor=${encodeURIComponent(map.actors.id[busiest]!)}`);
  await page.locator(".actor-name").waitFor();
  await page.locator(".tools-zoom").getByRole("button", { name: "Add this view to the story" }).click();

  await page.getByRole("button", { name: /Back to the findings/ }).click();
  await page.locator("#tab-story").click();
  expect(await page.locator(".story-title").count()).toBe(3);
  expect(await page.locator(".story-title").nth(2).inputValue()).toBe(map.actors.name[busiest]);
  await page.getByRole("button", { name: "Move page 3 up" }).click();
  expect(await page.locator(".story-title").nth(1).inputValue()).toBe(map.actors.name[busiest]);
  await page.getByRole("textbox", { name: "What to say about page 1" }).fill("Everybody at once.\nLook at the dashed lines.");
  await page.getByRole("textbox", { name: "Title of page 1" }).fill("Where we stand");
  await page.keyboard.press("Tab");
  await picture(page, "story");
  await expectAccessible(page);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByText("Copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(storyIn(new URL(link).hash)?.pages.map((p) => p.title)[0]).toBe("Where we stand");
  await page.getByRole("button", { name: "Copy the code for a web page" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("<iframe"));
  const frame = (await page.evaluate(() => navigator.clipboard.readText())).match(/src="([^"]+)"/)![1]!.replaceAll("&amp;", "&");

  await page.getByRole("button", { name: "Present", exact: true }).click();
  await page.locator(".telling h1", { hasText: "Where we stand" }).waitFor();
  expect(await page.locator(".header").count()).toBe(0);
  await picture(page, "story-presented");
  await expectAccessible(page);
  await page.keyboard.press("ArrowRight");
  await page.locator(".telling h1", { hasText: map.actors.name[busiest]! }).waitFor();
  await page.keyboard.press("PageDown");
  await page.getByText("Page 3 of 3").waitFor();
  expect(new URL(page.url()).searchParams.getAll("gap")).toHaveLength(2);
  await page.getByRole("button", { name: "Leave the presentation" }).click();
  await page.locator("#tab-story").waitFor();
  expect(complaints).toEqual([]);
  await close();

  // Somebody else, whose browser has kept nothing.
  const guest = await visit(link.slice(url.length), { ...desktop, locale: "fi-FI" });
  await guest.page.locator(".telling h1", { hasText: "Where we stand" }).waitFor();
  await guest.page.getByRole("button", { name: "Seuraava" }).click();
  await guest.page.locator(".telling h1", { hasText: map.actors.name[busiest]! }).waitFor();
  expect(guest.complaints).toEqual([]);
  await guest.close();

  const embedded = await visit(frame.slice(url.length), { ...desktop, viewport: { width: 960, height: 600 } });
  await embedded.page.locator(".telling h1").waitFor();
  expect(await embedded.page.locator(".header, .tabs").count()).toBe(0);
  const [opened] = await Promise.all([embedded.page.waitForEvent("popup"), embedded.page.getByRole("link", { name: "Open in Sillat" }).click()]);
  await opened.locator(".telling h1").waitFor();
  await picture(embedded.page, "story-embedded");
  await expectAccessible(embedded.page);
  expect(embedded.complaints).toEqual([]);
  await embedded.close();
});

test("an embedded page never offers to change data, even when its address asks for that", async () => {
  const { page, close } = await visit(`${home}&view=data&embed=1`);
  await page.locator(".headline").waitFor();
  expect(await page.locator(".drop, .switch").count()).toBe(0);
  await expectAccessible(page);
  await close();
});

test.each(languages.map(({ code }) => code))("%s: a story is written and told on a phone", async (code) => {
  const { page, complaints, close } = await visit(`${home}&view=map&tab=story&lang=${code}`, phone);
  const words = catalogues[code];
  await page.locator("#tab-panel").getByRole("button", { name: words["story.add"] }).click();
  await page.locator("#tab-panel textarea").fill("Pää- ja sivutiet");
  await page.getByRole("button", { name: words["story.present"], exact: true }).click();
  await page.locator(".telling-note", { hasText: "Pää- ja sivutiet" }).waitFor();
  await picture(page, `story-${code}-phone`);
  await expectAccessible(page);
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
