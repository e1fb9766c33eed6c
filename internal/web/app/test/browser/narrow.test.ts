import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { pathBetween } from "../../src/core/paths";
import { pictureOf } from "../../src/core/picture";
import { desktop, expectAccessible, expectInside, facts, inked, networks, phone, picture, url, visit } from "./page";
import { openTab, said, saidSoon, tabTo, type } from "./steps";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}&view=map`;

const unique = map.actors.name.flatMap((name, u) => (map.actors.name.filter((n) => n.includes(name)).length === 1 && map.actors.degree[u]! > 1 ? [u] : []));

test("filters narrow the map and the table down, stand as chips, and are in the address", async () => {
  const { page, complaints, close } = await visit(home);
  await tabTo(page, ".filter summary");
  await page.keyboard.press("Enter");
  await page.getByLabel("Attribute").selectOption("level");
  await page.getByLabel("Value").selectOption("regional");
  await saidSoon(page, "where", ["level=regional"]);
  await page.getByLabel(/at least/).fill("3");
  await page.keyboard.press("Tab");
  await saidSoon(page, "low", ["3"]);
  await page.getByLabel("Role").selectOption({ index: 1 });
  await page.getByLabel("Type of tie").selectOption({ index: 1 });
  expect(said(page, "tie")).toHaveLength(1);
  await page.locator(".chip").nth(3).waitFor();
  await picture(page, "filter-open");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  expect(await page.locator(".filter[open]").count()).toBe(0);
  await page.reload();
  await page.locator(".chip").nth(3).waitFor();
  for (let left = 3; left > 0; left--) {
    await tabTo(page, ".chip:has(+ .link)");
    await page.keyboard.press("Enter");
    await page.locator(".chip").nth(left).waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const regional = await (await fetch(`${url}/api/v1/networks/${encodeURIComponent(network)}/map?silo=${map.silo}&where=level%3Dregional&ties=false`)).json() as typeof map;
  await expect.poll(() => page.locator(".table-count").textContent(), { timeout: 30_000 }).toBe(`${regional.actors.id.length} of ${regional.actors.id.length} actors`);
  expect(complaints).toEqual([]);
  await close();
});

test("around an actor one step or two, and the way to another", async () => {
  const { page, complaints, close } = await visit(home);
  const from = unique[0]!;
  const p = pictureOf(map);
  const to = unique.find((u) => map.actors.silo[u] !== map.actors.silo[from] && (pathBetween(p, from, u)?.length ?? 0) > 2)!;
  await page.getByRole("combobox", { name: "Find an actor" }).focus();
  await type(page, map.actors.name[from]!);
  await page.locator(".actor-name").waitFor();
  await tabTo(page, '.ways [aria-pressed="false"]');
  await page.keyboard.press("Enter");
  await saidSoon(page, "steps", ["2"]);
  await picture(page, "two-steps");
  await expectAccessible(page);
  await tabTo(page, '.ways input[role="combobox"]');
  await type(page, map.actors.name[to]!);
  await saidSoon(page, "path", [map.actors.id[from]!, map.actors.id[to]!]);
  const stops = page.locator(".actor .names .link");
  await stops.first().waitFor();
  const names = await stops.allTextContents();
  expect([names[0], names.at(-1)]).toEqual([map.actors.name[from], map.actors.name[to]]);
  const places = names.map((name) => map.actors.name.indexOf(name));
  if (new Set(map.actors.name).size === map.actors.name.length) {
    for (const [i, v] of places.slice(1).entries()) {
      expect(map.ties.source.some((s, t) => [s, map.ties.target[t]].includes(places[i]!) && [s, map.ties.target[t]].includes(v)), `${names[i]} works with the next`).toBe(true);
    }
  }
  await picture(page, "path");
  await expectAccessible(page);
  await page.reload();
  await page.locator(".actor .names .link").first().waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("a network without silos is drawn: by communities or plain, and says so", async () => {
  const name = `zz-loose-${Date.now().toString(36)}`;
  const form = new FormData();
  const rows = Array.from({ length: 24 }, (_, i) => i);
  form.append("files", new File([`id,name\n${rows.map((i) => `${i},Person ${i}`).join("\n")}\n`], "actors.csv"));
  const ties = rows.flatMap((i) => (i === 23 ? [] : [`${i},${8 * Math.floor(i / 8) + ((i + 1) % 8)}`, `${i},${8 * Math.floor(i / 8) + ((i + 3) % 8)}`]));
  form.append("files", new File([`source,target\n${[...new Set([...ties, "0,8", "9,16"])].join("\n")}\n`], "ties.csv"));
  expect((await fetch(`${url}/api/v1/networks/${name}/import`, { method: "POST", body: form })).status).toBe(200);

  const { page, complaints, close } = await visit(`/?network=${name}&view=map`);
  await page.locator(".drawn").waitFor();
  await expect.poll(() => inked(page), { timeout: 30_000 }).toBeGreaterThan(0.02);
  expect(await page.locator(".drawn").textContent()).toMatch(/^No silos here/);
  await picture(page, "ungrouped");
  await expectAccessible(page);
  await page.getByLabel("Group by").selectOption("plain");
  await saidSoon(page, "group", ["plain"]);
  await page.getByText("each actor stands where its ties pull it").first().waitFor();
  await page.locator("canvas[data-camera]").waitFor();
  await expect.poll(() => inked(page), { timeout: 30_000 }).toBeGreaterThan(0.005);
  await picture(page, "plain");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Overview" }).click();
  await page.getByText("24 actors,").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a grouping" }).press("Enter");
  await page.locator(".drop").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("with the keyboard: dates one after the other, two compared, and a figure over all", async () => {
  const { page, complaints, close } = await visit(`${home}&all=open`);
  await openTab(page, "time");
  await tabTo(page, "#time-at");
  await page.keyboard.press("Home");
  await expect.poll(() => said(page, "on").length, { timeout: 30_000 }).toBe(1);
  const first = said(page, "on")[0]!;
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => said(page, "on")[0]! > first, { timeout: 30_000 }).toBe(true);
  await page.locator(".time-told", { hasText: "actors with ties" }).waitFor();
  await picture(page, "time-date");
  await expectAccessible(page);
  const here = said(page, "on")[0]!;
  await page.getByRole("button", { name: "Play" }).press("Enter");
  await expect.poll(() => (said(page, "on")[0] ?? "") > here, { timeout: 30_000 }).toBe(true);
  await page.getByRole("button", { name: "Pause" }).press("Enter");
  await page.getByRole("button", { name: "Play" }).waitFor();

  await page.getByLabel("Earlier date").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Show the difference" }).press("Enter");
  await page.locator("#tab-panel .figures-table").waitFor();
  expect(said(page, "since")).toHaveLength(2);
  expect(said(page, "on")).toEqual([]);
  expect(await page.locator("#tab-panel").textContent()).toMatch(/\d+ ties appeared, \d+ went/);
  // Who moved to another community is said, listed and leads to the actor.
  await page.getByText(/\d+ actors? moved/).waitFor();
  await page.getByText("Actors who moved to another community").press("Enter");
  await page.locator(".change-list[open] .aside-note", { hasText: "to around" }).first().waitFor();
  await page.locator(".legend .sign-moved").waitFor();
  await picture(page, "time-difference");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show the trend" }).press("Enter");
  await page.locator(".trend").waitFor();
  expect(await page.locator('[aria-label="The trend as a table"] tbody tr').count()).toBe(map.silos.length);
  await page.locator(".trend").scrollIntoViewIfNeeded();
  await picture(page, "time-trend");
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.flatMap(({ code }) => [["desktop", code, desktop], ["phone", code, phone]] as const))("%s: filters and dates in %s", async (look, code, options) => {
  const { page, complaints, close } = await visit(`${home}&tab=time&where=level%3Dregional&on=2023-06-30&lang=${code}`, options);
  await page.locator(".chip").nth(1).waitFor();
  await page.locator(".filter summary").click();
  await page.getByLabel(catalogues[code]["filter.attribute"]).waitFor();
  await picture(page, `narrow-${code}-${look}`);
  await expectAccessible(page);
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
