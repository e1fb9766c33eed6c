import { expect, test } from "vitest";
import { languages } from "../../src/core/language";
import { screens, tabs } from "../../src/core/view";
import { desktop, expectAccessible, expectInside, facts, networks, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const chosen = (await facts(network)).map.actors.id.slice(0, 5).map((id) => `&chosen=${encodeURIComponent(id)}`).join("");
const home = `/?network=${encodeURIComponent(network)}&view=map${chosen}`;
/** A laptop's screen at 200 %: half as many of the page's pixels in either direction. */
const zoomed = { viewport: { width: 640, height: 400 }, locale: "en-GB", deviceScaleFactor: 2 };
const looks = [...languages.flatMap(({ code }) => [[code, "desktop", desktop], [code, "phone", phone]] as const), ["fi", "zoomed", zoomed] as const];

test.each(looks)("%s, %s: axe finds nothing on any screen or tab, and nothing sticks out sideways", async (code, look, options) => {
  const { page, complaints, close } = await visit(`${home}&lang=${code}`, options);
  const hold = async (what: string): Promise<void> => {
    await expectAccessible(page);
    await expectInside(page, what);
  };
  for (const tab of tabs) {
    await page.locator(`#tab-${tab}`).click();
    await page.locator("#tab-panel :is(.intro, .cards, .draw):visible").first().waitFor();
    await hold(tab);
  }
  for (const [at, screen] of screens.entries()) {
    if (screen === "map") continue;
    await page.locator(".switch button").nth(at).click();
    await page.locator({ overview: ".headline", table: ".table table", data: ".drop" }[screen]).first().waitFor();
    await hold(screen);
  }
  await picture(page, `sweep-${code}-${look}`);
  expect(complaints).toEqual([]);
  await close();
});
