import { expect, test } from "vitest";
import { problemOf } from "../../src/api/problem";
import { languages, voiceOf } from "../../src/core/language";
import { refusalOf } from "../../src/core/refusal";
import en from "../../src/locales/problems/en.json";
import fi from "../../src/locales/problems/fi.json";
import sv from "../../src/locales/problems/sv.json";
import { expectAccessible, networks, newcomer, picture, url, visit } from "./page";

const books = { en, fi, sv };
const network = (await networks())[0]!.name;

/** What the service says when it refuses, as it says it. */
const refusals = {
  gaps: { status: 400, code: "invalid", detail: 'where is "level=x", but no actor\'s level is "x"; choose from national, regional' },
  long: { status: 503, code: "unavailable", detail: "this took longer than 2m0s, so it was given up; ask for it in the background with the header Prefer: respond-async or as a job, or narrow it down" },
};

test.each(languages.map(({ code }) => code))("%s: why the service refuses is read in the reader's language", async (code) => {
  for (const [name, refusal] of Object.entries(refusals)) {
    const { page, close } = await newcomer();
    await page.route("**/gaps?*", (route) => route.fulfill({ status: refusal.status, contentType: "application/problem+json", body: JSON.stringify(refusal) }));
    await page.goto(`${url}/?network=${encodeURIComponent(network)}&view=map&tab=gaps&lang=${code}`);
    const told = page.locator("#tab-panel .failure");
    await told.waitFor();
    await told.getByText(refusalOf(voiceOf(code), books[code], problemOf(refusal.status, JSON.stringify(refusal))).text).waitFor();
    expect(await told.textContent()).not.toMatch(/choose from|respond-async/);
    expect(await told.locator('[lang="en"]').count()).toBe(0);
    await picture(page, `refusal-${name}-${code}`);
    await expectAccessible(page);
    await close();
  }
});

test("what nobody has put into words is told by its kind, with the service's words said to be English", async () => {
  const { page, close } = await visit(`/?network=${encodeURIComponent(network)}&lang=fi&view=data`);
  await page.route("**/duplicates*", (route) => route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ status: 409, code: "conflict", detail: "the tide is out; wait for the next" }) }));
  await page.getByRole("button", { name: "Etsi kaksoiskappaleita" }).click();
  const told = page.locator(".verdict-bad");
  await told.locator('[lang="en"]', { hasText: "the tide is out" }).waitFor();
  expect(await told.textContent()).toMatch(/^Tämä on ristiriidassa/);
  await expectAccessible(page);
  await close();
});
