import { expect, test } from "vitest";
import { expectAccessible, expectInside, networks, phone, picture, visit } from "./page";

const home = `/?network=${encodeURIComponent((await networks())[0]!.name)}`;

test("how sure the places in a ranking are is asked for in the table, told beside every actor and put away again", async () => {
  const { page, complaints, close } = await visit(`${home}&view=table&size=pagerank`);
  const ask = page.getByRole("button", { name: "How sure are the places?" });
  expect(await ask.getAttribute("aria-pressed")).toBe("false");
  await ask.press("Enter");
  await page.getByRole("columnheader", { name: "Place (range)" }).waitFor();
  await page.getByText("in 95% of a hundred networks").waitFor();
  await page.getByRole("columnheader", { name: "PageRank" }).getByRole("button").click();
  const first = page.locator(".table tbody tr").first();
  expect(await first.locator("td").last().textContent()).toMatch(/^1 \(1–\d+\)$/);
  await picture(page, "places");
  await expectAccessible(page);
  await first.locator(".link").click();
  await page.locator(".actor dt", { hasText: "Place (range)" }).waitFor();
  await ask.press("Enter");
  await page.getByRole("columnheader", { name: "Place (range)" }).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

test("the places stand within a phone's screen, in the longest words", async () => {
  const { page, complaints, close } = await visit(`${home}&view=table&lang=fi`, phone);
  await page.locator(".table-tools [aria-pressed=false]").tap();
  await page.locator(".column-place").waitFor();
  await picture(page, "places-phone");
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
