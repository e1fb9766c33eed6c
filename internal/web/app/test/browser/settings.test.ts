import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { catalogues } from "../../src/core/language";
import { desktop, expectAccessible, expectInside, networks, phone, picture, visit } from "./page";
import { said, saidSoon, tabTo } from "./steps";

const network = (await networks())[0]!.name;
const home = `/?network=${encodeURIComponent(network)}&view=map&all=open&size=pagerank`;
const words = catalogues.en;

/** What is asked of the service for the figure, from now on. */
function asked(page: Page): URLSearchParams[] {
  const seen: URLSearchParams[] = [];
  page.on("request", (request) => { if (/\/metrics\?/.test(request.url())) seen.push(new URL(request.url()).searchParams); });
  return seen;
}

test("how a figure is computed is set by keyboard in a form drawn from the catalogue; the address keeps it, and a wrong value is told of at its field", async () => {
  const { page, complaints, close } = await visit(home);
  const seen = asked(page);
  await tabTo(page, ".settings > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".settings input");
  const damping = page.getByLabel(words["param.name.damping"]);
  expect(await damping.inputValue()).toBe("0.85");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("0,5");
  await page.keyboard.press("Enter");
  await saidSoon(page, "set", ["damping=0.5"]);
  await expect.poll(() => seen.at(-1)?.getAll("set")).toEqual(["damping=0.5"]);
  await page.locator(".legend").getByText(`${words["param.name.damping"]}: 0.5`).waitFor();

  await page.getByLabel(words["param.name.weights"]).selectOption("strength");
  await saidSoon(page, "set", ["damping=0.5", "weights=strength"]);
  await expect.poll(() => seen.at(-1)?.get("weights")).toBe("strength");
  await picture(page, "settings");

  const before = seen.length;
  await damping.fill("2");
  await damping.press("Enter");
  expect(await damping.getAttribute("aria-invalid")).toBe("true");
  const amiss = page.locator(`#${((await damping.getAttribute("aria-describedby")) ?? "").split(" ").at(-1)}`);
  expect(await amiss.textContent()).toBe("A number from 0 to 0.9999.");
  await expectAccessible(page);
  // What cannot be asked is not asked: the figure is as usual again, but for the weights.
  await expect.poll(() => seen.slice(before).at(-1)?.getAll("set")).toEqual([]);

  // Another figure keeps how ties are read; the rest means nothing there.
  await page.keyboard.press("Escape");
  await page.getByLabel(words["header.size"]).selectOption("degree");
  await saidSoon(page, "set", ["weights=strength"]);
  expect(complaints).toEqual([]);
  await close();
});

test("an address brings its settings along, in Finnish on a phone and in Swedish on a wide screen", async () => {
  for (const [code, size, options] of [["fi", "phone", phone], ["sv", "desktop", desktop]] as const) {
    const { page, complaints, close } = await visit(`${home}&set=damping%3D0.5&lang=${code}`, options);
    if (size === "phone") await page.locator(".options").click();
    await page.locator(".settings > summary").click();
    expect(await page.getByLabel(catalogues[code]["param.name.damping"]).inputValue()).toBe("0.5");
    expect(await page.locator(".settings-form").textContent()).toContain(catalogues[code]["param.meaning.Chance d of following a tie rather than restarting anywhere."]);
    await expectInside(page, `${code} ${size}`);
    await picture(page, `settings-${size}`);
    await page.getByRole("button", { name: catalogues[code]["settings.reset"] }).click();
    await saidSoon(page, "set", []);
    expect(complaints).toEqual([]);
    await close();
  }
});

test("what the service refuses is told at the field that it names", async () => {
  const { page, close } = await visit(home);
  await page.route(/\/metrics\?.*set=/, (route) => route.fulfill({
    status: 400, contentType: "application/problem+json",
    json: { title: "Bad Request", status: 400, code: "invalid", detail: 'pagerank: damping is "0.3"; expected something else today' },
  }));
  await page.locator(".settings > summary").click();
  const damping = page.getByLabel(words["param.name.damping"]);
  await damping.fill("0.3");
  await damping.press("Enter");
  await page.locator(".setting", { has: damping }).getByText("expected something else today").waitFor();
  expect(await damping.getAttribute("aria-invalid")).toBe("true");
  expect(said(page, "set")).toEqual(["damping=0.3"]);
  await close();
});

test("a figure that takes long goes on in the background, tells how far it is, and can be stopped", async () => {
  const { page, complaints, close } = await visit(home);
  const told: string[] = [];
  await page.route(/\/metrics\?.*set=/, (route) => (route.request().headers()["prefer"] === "respond-async"
    ? route.fulfill({ status: 202, json: { id: "j1", state: "running", progress: 0 } })
    : undefined)); // the question itself is never answered
  await page.route("**/api/v1/jobs/j1/events", (route) => route.fulfill({
    contentType: "text/event-stream",
    body: told.length === 0
      ? `id: 1\nevent: progress\ndata: ${JSON.stringify({ id: "j1", state: "running", progress: 0.34 })}\nretry: 200\n\n`
      : `id: 2\nevent: end\ndata: ${JSON.stringify({ id: "j1", state: "cancelled", progress: 0.34, problem: { status: 409, detail: "cancelled" } })}\n\n`,
  }));
  await page.route("**/api/v1/jobs/j1", (route) => {
    told.push(route.request().method());
    return route.fulfill({ json: {} });
  });
  await page.locator(".settings > summary").click();
  const damping = page.getByLabel(words["param.name.damping"]);
  await damping.fill("0.3");
  await damping.press("Enter");
  const line = page.locator(".scoring");
  await line.getByText("34%").waitFor();
  await picture(page, "settings-progress");
  await expectAccessible(page);
  await page.getByRole("button", { name: words["settings.stop"] }).click();
  await line.getByText(words["settings.stopped"].replace("{metric}", words["metric.pagerank"])).waitFor();
  expect(told).toEqual(["DELETE"]);
  expect(complaints.filter((text) => !text.includes("ERR_ABORTED"))).toEqual([]);
  await close();
});
