import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { expectAccessible, expectInside, inked, networks, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const home = `/?network=${encodeURIComponent(network)}&silo=region&view=map`;

test("regions stand where they lie in the country, on its map or, when one likes that better, by their ties", async () => {
  const { page, complaints, close } = await visit(home);
  const toggle = page.getByRole("button", { name: "Country map" });
  expect(await toggle.getAttribute("aria-pressed")).toBe("true");
  await page.getByText("A scheme of Finland").waitFor();
  await expect.poll(() => inked(page)).toBeGreaterThan(0.05);
  await picture(page, "land");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Open all" }).click();
  await picture(page, "land-open");
  await toggle.focus();
  await page.keyboard.press("Space");
  await page.waitForURL(/places=ties/);
  expect(await page.getByText("A scheme of Finland").count()).toBe(0);
  await page.getByLabel("Group by").selectOption("silo silo_sector");
  await toggle.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.map(({ code }) => code))("%s: the country fits a phone", async (code) => {
  const { page, complaints, close } = await visit(`${home}&lang=${code}`, phone);
  await page.getByRole("button", { name: catalogues[code]["land.toggle"] }).waitFor();
  await picture(page, `land-${code}-phone`);
  await expectAccessible(page);
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
