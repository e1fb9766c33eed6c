import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { catalogues } from "../../src/core/language";
import { arrived, desktop, networks, newcomer, url } from "./page";
import { openTab, said } from "./steps";

const network = (await networks())[0]!.name;
const home = `/?network=${encodeURIComponent(network)}&view=map`;

/** Opens the map with a clock of its own, of which 16 ms go by with every frame, however busy the machine is; and notes where the map writes what. */
async function watched(reducedMotion: "reduce" | "no-preference"): Promise<{ page: Page; places: () => Promise<number>; close: () => Promise<void> }> {
  const { page, close } = await newcomer({ ...desktop, reducedMotion });
  await page.addInitScript(() => {
    let now = 0;
    const frame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (then) => frame(() => then((now += 16)));
    performance.now = () => now;
    const places = new Map<string, Set<string>>();
    Object.assign(window, { places });
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (this: CanvasRenderingContext2D, text, x, y, ...rest) {
      if (this.canvas.closest(".stage")) places.set(text, (places.get(text) ?? new Set()).add(`${x.toFixed(1)} ${y.toFixed(1)}`));
      write.call(this, text, x, y, ...rest);
    };
  });
  await page.goto(url + home);
  await arrived(page);
  return {
    page, close,
    /** In how many places a text was written since the last call; of the one that was moved most. */
    places: () => page.evaluate(() => {
      const { places } = window as unknown as { places: Map<string, Set<string>> };
      const count = Math.max(0, ...[...places.values()].map((one) => one.size));
      places.clear();
      return count;
    }),
  };
}

/** More frames than a flight takes by the clock of the test. */
const frames = 90;

/** Zooms in, then goes back to the whole map; in how many places its texts are written on the way back. */
async function placesOnTheWay({ page, places }: Awaited<ReturnType<typeof watched>>): Promise<number> {
  const still = (): Promise<void> => page.evaluate(async (n) => { for (let i = 0; i < n; i++) await new Promise(requestAnimationFrame); }, frames);
  const zoom = page.getByRole("button", { name: catalogues.en["map.zoomIn"] });
  for (let i = 0; i < 3; i++) await zoom.click();
  await still();
  await expect.poll(() => page.evaluate(() => (window as unknown as { places: Map<string, unknown> }).places.size)).toBeGreaterThan(0);
  await page.waitForTimeout(500); // a zoomed map settles after a while
  await places();
  await page.getByRole("button", { name: catalogues.en["map.fit"] }).click();
  await still();
  return places();
}

test("the camera flies back to the whole map, and jumps there for who wants less motion; nor does anything glide while dates are played", async () => {
  const flying = await watched("no-preference");
  expect(await placesOnTheWay(flying)).toBeGreaterThan(5);
  await flying.close();

  const jumping = await watched("reduce");
  expect(await placesOnTheWay(jumping)).toBe(1);
  await openTab(jumping.page, "time");
  await jumping.places();
  await jumping.page.getByRole("button", { name: catalogues.en["time.play"], exact: true }).click();
  await expect.poll(() => said(jumping.page, "on").length, { timeout: 60_000 }).toBe(1);
  // The line that tells the date takes room from the map, which then stands elsewhere: it goes there at once.
  expect(await jumping.places()).toBeLessThanOrEqual(3);
  await jumping.close();
});
