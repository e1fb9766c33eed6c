import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { expectAccessible, networks, phone, picture, visit } from "./page";

const network = (await networks())[0]!.name;
const home = `/?network=${encodeURIComponent(network)}&view=map&tab=bridges`;

test("a bridge is introduced, comes to work and is taken back; the ledger remembers it beyond the visit", async () => {
  const { page, complaints, close } = await visit(home);
  await page.locator("#tab-panel .cards .card-button").last().click();
  const entry = page.locator(".ledger-entry");
  await entry.waitFor();
  const names = (await page.locator(".card-chosen strong").textContent())!;
  await page.getByRole("button", { name: "They were introduced", exact: true }).click();
  await entry.getByText("Introduced").waitFor();
  await page.locator(".card-chosen .badge-state", { hasText: "Introduced" }).waitFor();
  await page.locator(".ledger-card").first().waitFor();
  await picture(page, "ledger");
  await expectAccessible(page);

  await page.reload();
  await page.locator("#tab-panel .badge-state", { hasText: "Introduced" }).waitFor();
  const [first] = names.split(" and ");
  // By keyboard, from the list of all suggestions.
  await page.getByRole("button", { name: new RegExp(`^They work together now: .*${first!.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`) }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".ledger-card", { hasText: "They work together" }).waitFor();
  await page.locator(".ledger-card", { hasText: first! }).getByRole("button", { name: /^One step back/ }).click();
  await page.locator(".ledger-card", { hasText: "Introduced" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("what somebody else did meanwhile is said and not overwritten", async () => {
  const { page, close } = await visit(home);
  await page.locator("#tab-panel .cards .card-button").first().click();
  await page.locator(".ledger-entry").waitFor();
  await page.route("**/ledger", (route) => route.request().method() === "POST"
    ? route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ status: 409, detail: "somebody moved it since" }) }) : route.continue());
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await page.getByRole("alert").getByText("somebody moved it since").waitFor();
  await close();
});

test.each(languages.map(({ code }) => code))("%s: the ledger on a phone", async (code) => {
  const { page, complaints, close } = await visit(`${home}&lang=${code}`, phone);
  await page.locator("#tab-panel .cards .card-button").first().click();
  await page.getByRole("button", { name: catalogues[code]["ledger.to.declined"], exact: true }).waitFor();
  await page.locator(".ledger-entry").scrollIntoViewIfNeeded();
  await picture(page, `ledger-${code}-phone`);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});
