import { expect, test } from "vitest";
import { desktop, expectAccessible, phone, reference } from "./page";

test("the API's page: nothing is complained about, axe finds nothing, and nothing sticks out sideways on a phone", async () => {
  const { page, complaints, close } = await reference(desktop);
  await expectAccessible(page);
  await page.setViewportSize(phone.viewport!);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});
