import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { desktop, expectAccessible, expectInside, facts, networks, onScreen, phone, picture, url, visit } from "./page";
import { openTab, tabTo, type } from "./steps";

const network = (await networks())[0]!.name;
const { map } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}&view=map`;
const { id, name, x, y, silo } = map.actors;

/** Two actors of different silos without a tie, whose names are theirs alone, and two with one. */
const tied = new Set(map.ties.source.map((u, t) => `${u} ${map.ties.target[t]}`));
const hasTie = (u: number, v: number): boolean => tied.has(`${u} ${v}`) || tied.has(`${v} ${u}`);
const unique = id.flatMap((_, u) => (name.filter((n) => n.includes(name[u]!)).length === 1 ? [u] : []));
const apart = unique.flatMap((u) => unique.filter((v) => u < v && silo[u] !== silo[v] && !hasTie(u, v)).map((v): [number, number] => [u, v]))[0]!;
const joined = unique.flatMap((u) => unique.filter((v) => u < v && hasTie(u, v)).map((v): [number, number] => [u, v]))[0]!;

test("with the keyboard alone: draw a tie, remove one, take an actor out, see figures, undo each", async () => {
  const { page, complaints, close } = await visit(home);
  await openTab(page, "whatif");
  const edits = page.locator(".edits").first().locator("li");
  const fields = '.draw input[role="combobox"]';
  await tabTo(page, fields);
  await type(page, name[apart[0]]!);
  await page.keyboard.press("Tab");
  await type(page, name[apart[1]]!);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await edits.first().waitFor();
  expect(await edits.first().textContent()).toContain(name[apart[0]]!);
  const ties = page.locator(".figures-table tr", { has: page.getByRole("rowheader", { name: "Ties", exact: true }) });
  await ties.waitFor();
  expect(await ties.locator(".step").textContent()).toContain("+1");
  await picture(page, "whatif-drawn");
  await expectAccessible(page);

  await tabTo(page, ".edits .button");
  await page.keyboard.press("Enter");
  await edits.first().waitFor({ state: "detached" });

  await page.locator(fields).first().focus();
  await page.keyboard.press("ControlOrMeta+a");
  await type(page, name[joined[0]]!);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await type(page, name[joined[1]]!);
  await page.keyboard.press("Tab"); // drawing is off where there is a tie, so the next stop is removing it
  await page.keyboard.press("Enter");
  await ties.waitFor();
  expect(await ties.locator(".step").textContent()).toContain("1");
  await tabTo(page, ".draw .pills .button:last-child");
  await page.keyboard.press("Enter");
  await page.getByText(`Without ${name[joined[0]]!}`).waitFor();
  expect(await edits.count()).toBe(1); // the tie went with its actor
  await page.getByRole("button", { name: "Undo all" }).press("Enter");
  await page.getByText("Nothing is changed yet.").waitFor();

  // Somebody who is not there yet, with a silo and a tie.
  await page.locator("#invent-name").focus();
  await page.keyboard.type("Siltakeskus ry");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("New: Siltakeskus ry").waitFor();
  await tabTo(page, '.edits [role="combobox"]');
  await type(page, name[apart[0]]!);
  await page.getByText(`Tie drawn: Siltakeskus ry – ${name[apart[0]]!}`).waitFor();
  await expect.poll(() => ties.locator(".step").textContent()).toContain("+1");
  expect(await page.locator(".figures-table tr", { has: page.getByRole("rowheader", { name: "Actors", exact: true }) }).locator(".step").textContent()).toContain("+1");
  await picture(page, "whatif-invented");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo: New: Siltakeskus ry" }).press("Enter");
  await page.getByText("Nothing is changed yet.").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("by keyboard: an activity is thought up and another ended, figures follow, and a scenario keeps both", async () => {
  const { page, complaints, close } = await visit(`${home}&tab=whatif`);
  const ties = page.locator(".figures-table tr", { has: page.getByRole("rowheader", { name: "Ties", exact: true }) }).first();
  await tabTo(page, "#convene-title");
  await page.keyboard.type("Common ground");
  await page.keyboard.press("Tab");
  await type(page, name[apart[0]]!);
  await type(page, name[apart[1]]!);
  await page.getByRole("button", { name: "Add the activity" }).press("Enter");
  await page.locator(".edits", { hasText: "New activity: Common ground" }).waitFor();
  await expect.poll(() => ties.locator(".step").textContent(), { timeout: 30_000 }).toContain("+1");
  const { activities } = await (await fetch(`${url}/api/v1/networks/${encodeURIComponent(network)}/activities?limit=50`)).json() as { activities: { title: string; actors: number }[] };
  const old = activities.find(({ actors }) => actors >= 2)!;
  await page.getByRole("combobox", { name: "An activity to end" }).focus();
  await type(page, old.title);
  await page.locator(".edits", { hasText: `Activity ended: ${old.title}` }).waitFor();
  await picture(page, "whatif-activities");
  await expectAccessible(page);
  await page.getByLabel("Name of the scenario").fill("two activities");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Undo all" }).press("Enter");
  await page.getByText("Nothing is changed yet.").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Open two activities" }).press("Enter");
  await page.locator(".edits", { hasText: "New activity: Common ground" }).waitFor();
  await page.locator(".edits", { hasText: `Activity ended: ${old.title}` }).waitFor();
  await page.getByLabel("The other").selectOption("two activities");
  await page.getByRole("button", { name: /^Undo: New activity: Common ground/ }).first().press("Enter");
  await page.locator(".scenarios .figures-table").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("with the mouse: dragging from one actor to another draws a tie, once more removes it", async () => {
  const { page, complaints, close } = await visit(`${home}&tab=whatif&all=open`);
  await page.locator('canvas[data-drawing="true"]').waitFor();
  const drag = async (): Promise<void> => {
    const [from, to] = [await onScreen(page, x[apart[0]]!, y[apart[0]]!), await onScreen(page, x[apart[1]]!, y[apart[1]]!)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
  };
  await drag();
  await page.locator(".edit-more").waitFor();
  await page.locator(".figures-table").waitFor();
  await picture(page, "whatif-dragged");
  await drag();
  await page.getByText("Nothing is changed yet.").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("changes are kept under a name, survive a reload, go into a file, and two stand side by side", async () => {
  const { page, complaints, close } = await visit(`${home}&tab=whatif`);
  const add = async (pair: readonly [number, number]): Promise<void> => {
    await page.getByRole("combobox", { name: "First actor" }).fill(name[pair[0]]!);
    await page.getByRole("combobox", { name: "First actor" }).press("Enter");
    await page.getByRole("combobox", { name: "Second actor" }).fill(name[pair[1]]!);
    await page.getByRole("combobox", { name: "Second actor" }).press("Enter");
  };
  const save = async (as: string): Promise<void> => {
    await page.getByLabel("Name of the scenario").fill(as);
    await page.keyboard.press("Enter");
    await page.getByText(`“${as}” is kept.`).waitFor();
  };
  await add(apart);
  await page.getByRole("button", { name: "Draw the tie" }).click();
  await save("one new tie");
  await page.getByRole("button", { name: "Remove the first actor" }).click();
  await save("one fewer");
  await page.reload();
  await page.locator(".scenarios li").nth(1).waitFor();
  const loading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as JSON" }).click();
  const file = JSON.parse(await readFile(await (await loading).path(), "utf8")) as { name: string; edits: unknown[] }[];
  expect(file.map((scenario) => scenario.name)).toEqual(["one new tie", "one fewer"]);
  await page.getByLabel("One", { exact: true }).selectOption("one new tie");
  await page.getByLabel("The other").selectOption("one fewer");
  const columns = page.locator(".scenarios .figures-table thead th");
  await columns.first().waitFor();
  expect(await columns.allTextContents()).toEqual(["Figure", "Today", "one new tie", "one fewer"]);
  await page.locator(".scenarios .figures-table").scrollIntoViewIfNeeded();
  await picture(page, "scenarios");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Open one new tie" }).click();
  await page.locator(".edit-more").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("a bridge shows what it changes, and is tried in the sandbox", async () => {
  const { page, complaints, close } = await visit(`${home}&tab=bridges`);
  const first = page.locator(".cards .card-button").first();
  await first.waitFor();
  await first.click();
  await page.locator(".card-chosen .figures-table").waitFor();
  await picture(page, "bridge-effect");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try it in the sandbox" }).click();
  await page.locator('#tab-whatif[aria-selected="true"]').waitFor();
  await page.locator(".edit-more").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("the plan keeps to limits: a tie that is forbidden is not proposed again", async () => {
  const { page, complaints, close } = await visit(`${home}&tab=bridges`);
  const proposed = page.locator(".cards strong");
  await proposed.first().waitFor();
  const before = await proposed.first().textContent();
  const plan = await (await fetch(`${url}/api/v1/networks/${encodeURIComponent(network)}/bridges?silo=${map.silo}&k=10`)).json() as { bridges: { source_name: string; target_name: string }[] };
  const bridge = plan.bridges[0]!;
  const asked = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/bridges"));
  await tabTo(page, ".limits summary");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "First actor" }).focus();
  await type(page, bridge.source_name);
  await page.keyboard.press("Tab");
  await type(page, bridge.target_name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect((await asked).postDataJSON()).toHaveProperty("forbidden");
  await page.waitForFunction((text) => {
    const first = document.querySelector(".cards strong");
    return first !== null && first.textContent !== text;
  }, before);
  await page.locator("#tab-panel").getByLabel("Value").selectOption({ index: 1 });
  await page.getByLabel("At most", { exact: true }).fill("1");
  await page.getByRole("button", { name: "Set" }).click();
  await proposed.first().waitFor();
  await picture(page, "limits");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take all limits away" }).click();
  await page.waitForFunction((text) => document.querySelector(".cards strong")?.textContent === text, before);
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.flatMap(({ code }) => [["desktop", code, desktop], ["phone", code, phone]] as const))("%s: the sandbox in %s", async (look, code, options) => {
  const { page, complaints, close } = await visit(`${home}&tab=whatif&lang=${code}`, options);
  const text = catalogues[code];
  await page.getByRole("combobox", { name: text["whatif.first"] }).fill(name[apart[0]]!);
  await page.getByRole("combobox", { name: text["whatif.first"] }).press("Enter");
  await page.getByRole("button", { name: text["whatif.removeActor"] }).click();
  await page.locator(".figures-table").waitFor();
  await picture(page, `whatif-${code}-${look}`);
  await expectAccessible(page);
  await expectInside(page);
  expect(complaints).toEqual([]);
  await close();
});
