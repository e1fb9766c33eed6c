import { expect, test } from "vitest";
import type { BrowserContextOptions, Page } from "playwright-core";
import { catalogues, languages } from "../../src/core/language";
import { expectAccessible, expectInside, facts, networks, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}`;
const chosen = map.actors.id.slice(0, 3).map((id) => `&chosen=${encodeURIComponent(id)}`).join("");
const small: BrowserContextOptions = { ...phone, viewport: { width: 360, height: 640 } };
const looks = [["phone", phone], ["small phone", small]] as const;

const views = [
  ["findings", "&view=map&tab=gaps"], ["communities", `&view=map&group=communities${chosen}`], ["a pair", `&view=map&gap=${encodeURIComponent(map.silos[0]!.name)}&gap=${encodeURIComponent(map.silos[1]!.name)}`],
  ["open silos, narrowed down", "&all=open&metric=betweenness&where=level%3Dregional"], ["embedded", "&view=map&embed=1"],
] as const;

/** How tall the map is, as a share of the screen. */
const share = (page: Page): Promise<number> => page.locator(".stage").evaluate((stage) => stage.getBoundingClientRect().height / window.innerHeight);

test.each(looks.flatMap(([look, options]) => languages.map(({ code }) => [look, code, options] as const)))(
  "%s, %s: half of the screen is the map's whatever is shown beside it, legend and findings too", async (look, code, options) => {
    for (const [what, query] of views) {
      const { page, complaints, close } = await visit(`${home}${query}&lang=${code}`, options);
      await page.locator(".legend > summary").click();
      await page.locator(".legend dl").waitFor();
      expect(await share(page), what).toBeGreaterThanOrEqual(0.5);
      await picture(page, `half-${what.replaceAll(/\W+/g, "-")}-${code}-${look.replace(" ", "-")}`);
      await expectAccessible(page);
      await expectInside(page, what);
      expect(complaints).toEqual([]);
      await close();
    }
  },
);

test.each(looks)("%s: the map stands still while the findings are read, and a card that is asked for comes into sight below it", async (_, options) => {
  const { page, complaints, close } = await visit(`${home}&view=map&tab=gaps`, options);
  await page.locator("#tab-panel .card-button").last().scrollIntoViewIfNeeded();
  const stage = (await page.locator(".stage").boundingBox())!;
  expect([stage.y, stage.height >= options.viewport!.height / 2]).toEqual([0, true]);
  await page.locator("#tab-points").click();
  await page.locator("#tab-panel .link, #tab-panel .card-button").last().click();
  await page.locator(".actor-name").waitFor();
  await page.locator(".actor .names").first().waitFor();
  const [top, below] = [(await page.locator(".aside").boundingBox())!.y, (await page.locator(".main").boundingBox())!];
  expect(top).toBeGreaterThanOrEqual(below.y + below.height - 1);
  expect(top).toBeLessThan((2 / 3) * options.viewport!.height + 1);
  await page.locator(".handle").click();
  await expect.poll(() => share(page)).toBeGreaterThan(0.6);
  expect(complaints).toEqual([]);
  await close();
});

test.each(looks)("%s: a told story leaves the map its half, and the way on is in reach however long the note is", async (_, options) => {
  const { page, close } = await visit(`${home}&view=map&tab=story`, options);
  await page.locator("#tab-panel").getByRole("button", { name: catalogues.en["story.add"] }).click();
  await page.locator("#tab-panel textarea").fill("They meet only through the municipalities. ".repeat(40));
  await page.getByRole("button", { name: catalogues.en["story.present"], exact: true }).click();
  const on = page.getByRole("button", { name: catalogues.en["story.next"] });
  await on.waitFor();
  expect(await share(page)).toBeGreaterThanOrEqual(0.5);
  const box = (await on.boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(options.viewport!.height);
  await expectAccessible(page);
  await close();
});

test.each(looks)("%s: what is told of a kept view lies on no button of the story", async (_, options) => {
  const { page, close } = await visit(`${home}&view=map&tab=story`, options);
  await page.locator(".tools-zoom").getByRole("button", { name: catalogues.en["story.add"] }).click();
  await page.locator(".toast", { hasText: "page 1" }).waitFor();
  const covered = await page.evaluate(() => {
    const toast = document.querySelector(".toast")!.getBoundingClientRect();
    return [...document.querySelectorAll("button, input, textarea, select, summary")].filter((control) => {
      const box = control.getBoundingClientRect();
      const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return control.contains(seen) && box.left < toast.right && box.right > toast.left && box.top < toast.bottom && box.bottom > toast.top;
    }).map((control) => control.textContent || control.getAttribute("aria-label"));
  });
  expect(covered).toEqual([]);
  await picture(page, `toast-${options.viewport!.width}`);
  await close();
});

test.each(looks.flatMap(([look, options]) => languages.map(({ code }) => [look, code, options] as const)))(
  "%s, %s: the table has rows, and what the places are is told across the screen", async (look, code, options) => {
    const { page, close } = await visit(`${home}&view=table&lang=${code}`, options);
    await page.locator(".table-tools").getByRole("button", { name: catalogues[code]["table.places"] }).click();
    await page.locator(".column-place").waitFor();
    const told = (await page.locator(".table-places").boundingBox())!;
    expect(told.width).toBeGreaterThan(0.85 * options.viewport!.width);
    expect((await page.locator(".table-scroll").boundingBox())!.height).toBeGreaterThanOrEqual(options.viewport!.height / 2);
    await picture(page, `places-${code}-${look.replace(" ", "-")}`);
    await expectAccessible(page);
    await expectInside(page);
    await close();
  },
);

test.each(["overview", "data"])("the %s ends where it ends: it scrolls below the header, and the page about it has nothing more to show", async (screen) => {
  const { page, close } = await visit(`${home}&view=${screen}`, phone);
  await page.locator(".main .part, .drop").first().waitFor();
  const [shown, held] = await page.evaluate(() => [window.innerHeight, document.documentElement.scrollHeight]);
  expect(held).toBe(shown);
  await close();
});
