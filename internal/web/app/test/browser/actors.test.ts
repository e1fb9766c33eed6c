import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { desktop, expectAccessible, expectInside, phone, picture, url, visit } from "./page";
import { tabTo, type } from "./steps";

/** A network of its own, which each test changes. */
async function own(what: string): Promise<string> {
  const name = `zz-${what}-${Date.now().toString(36)}`;
  const form = new FormData();
  form.append("files", new File(["id,name,sector\n1,Silta ry,NGO\n2,Kunta,Municipality\n3,Säätiö,Foundation\n"], "actors.csv"));
  form.append("files", new File(["source,target\n1,2\n2,3\n"], "ties.csv"));
  expect((await fetch(`${url}/api/v1/networks/${name}/import`, { method: "POST", body: form })).status).toBe(200);
  return name;
}

test("by keyboard: who is not found is added, an actor is removed with what hangs on it, and both are taken back", async () => {
  const network = await own("actors");
  const { page, complaints, close } = await visit(`/?network=${network}&view=map`);
  const search = page.getByRole("combobox", { name: "Find an actor" });
  await search.focus();
  await page.keyboard.type("Hyvä Tuuli ry");
  await page.locator(".suggestion-add", { hasText: "Add “Hyvä Tuuli ry”" }).waitFor();
  await picture(page, "add-offer");
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  await expect.poll(() => page.locator("#add-name").inputValue()).toBe("Hyvä Tuuli ry");
  await page.locator("#add-id").fill("2");
  await dialog.getByText("Another actor has this id already").waitFor();
  expect(await dialog.getByRole("button", { name: "Add the actor" }).isDisabled()).toBe(true);
  await page.locator("#add-id").fill("");
  expect(await page.locator("#add-id").getAttribute("placeholder")).toBe("hyva-tuuli-ry");
  await dialog.getByLabel("Sector").fill("NGO");
  await dialog.getByLabel("Start date").fill("2024");
  await picture(page, "add-dialog");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.locator(".actor-name", { hasText: "Hyvä Tuuli ry" }).waitFor();
  await page.getByText("Hyvä Tuuli ry was added.").waitFor();
  await page.getByText("from 1 Jan 2024").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo this change" }).press("Enter");
  await page.getByText("The change was taken back.").waitFor();
  await page.locator(".actor-name").waitFor({ state: "detached" });

  // Somebody with ties goes with them, and comes back with them.
  await search.focus();
  await type(page, "Kunta");
  await page.locator(".names .link", { hasText: "Säätiö" }).waitFor();
  await page.getByRole("button", { name: "Remove from the network…" }).press("Enter");
  await page.getByText("Remove Kunta from the network? 2 collaborations and 0 participations in activities go with it.").waitFor();
  await picture(page, "remove-ask");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Remove from the network…" }).press("Enter");
  await page.getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await page.getByText("Kunta was removed from the network.").waitFor();
  await expect.poll(async () => ((await (await fetch(`${url}/api/v1/networks/${network}`)).json()) as { counts: object }).counts, { timeout: 30_000 }).toMatchObject({ actors: 2, collaborations: 0 });
  await picture(page, "removed");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo this change" }).press("Enter");
  await page.locator(".names .link", { hasText: "Säätiö" }).waitFor();
  await page.getByText("From actors.csv, line 3").waitFor(); // where it came from came back, too
  expect(complaints).toEqual([]);

  // In the table it is a button; somebody else's later change is not taken back with one's own.
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.getByRole("button", { name: "Add an actor" }).click();
  await page.locator("#add-name").fill("Neljäs");
  await page.keyboard.press("Enter");
  await page.getByText("Neljäs was added.").waitFor();
  await page.locator(".table th", { hasText: "Neljäs" }).waitFor();
  await page.getByRole("button", { name: "Remove from the network…" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("Neljäs was removed").waitFor();
  await fetch(`${url}/api/v1/networks/${network}/changes`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ upsert: { actors: [{ id: "9", name: "Muu" }] } }) });
  await page.getByRole("button", { name: "Undo this change" }).click();
  await page.getByRole("alert").getByText("Somebody has changed this network meanwhile").waitFor();
  await close();
});

test("by keyboard: an actor joins a new activity and one that is there, its part is corrected, it leaves, and each is taken back", async () => {
  const network = await own("involve");
  const { page, complaints, close } = await visit(`/?network=${network}&actor=1`);
  const undone = async (): Promise<void> => {
    await page.getByRole("button", { name: "Undo this change" }).press("Enter");
    await page.getByText("The change was taken back.").waitFor();
  };
  const join = async (title: string): Promise<void> => {
    const add = page.locator(".join");
    await add.waitFor();
    await tabTo(page, ".join summary", 200);
    if (await add.getAttribute("open") === null) await add.locator("summary").press("Enter");
    await add.getByRole("combobox", { name: "Activity" }).focus();
    await page.keyboard.type(title);
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press("Enter");
  };
  await page.getByText("Takes part in no activity.").waitFor();
  await join("Siltahanke");
  await page.getByText("“Siltahanke” is made as a new activity.").waitFor();
  await page.getByLabel("Role", { exact: true }).fill("coordinator");
  await page.locator("#involve-new-start").fill("2024-03");
  await picture(page, "involve-add");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const row = page.locator(".activities > li", { hasText: "Siltahanke" });
  await row.getByText("Coordinator · from 1 Mar 2024").waitFor();
  expect(await (await fetch(`${url}/api/v1/networks/${network}/activities`)).json()).toMatchObject({ total: 1, activities: [{ id: "siltahanke", title: "Siltahanke", actors: 1 }] });

  await tabTo(page, '[aria-label="Change the part in Siltahanke"]', 200);
  await page.keyboard.press("Enter");
  await row.getByRole("button", { name: "Correct", exact: true }).press("Enter");
  await row.getByLabel("Role", { exact: true }).fill("funder");
  await row.getByLabel("End").fill("2025");
  await picture(page, "involve-change");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await row.getByText("Funder · 1 Mar 2024 to 31 Dec 2025").first().waitFor();
  await undone();
  await row.getByText("Coordinator · from 1 Mar 2024").first().waitFor();

  // A second role in the same activity is one more participation; the same once more is refused.
  await join("Siltah");
  await page.locator("#involve-new-role").fill("coordinator");
  await page.locator("#involve-new-start").fill("2024-03-01");
  await page.getByText("There is such a record already").waitFor();
  expect(await page.getByRole("button", { name: "Add to the activity" }).isDisabled()).toBe(true);
  await page.locator("#involve-new-role").fill("developer");
  await page.keyboard.press("Enter");
  await row.getByText("Coordinator, Developer").waitFor();
  expect(await row.count()).toBe(1);
  const records = row.locator(".tie-records > li");
  if (await records.count() === 0) await row.getByRole("button", { name: "Change the part in Siltahanke" }).press("Enter");
  await records.nth(1).waitFor();
  await records.filter({ hasText: "Developer" }).getByRole("button", { name: "Leaves the activity" }).press("Enter");
  await row.getByText("Coordinator · from 1 Mar 2024").first().waitFor();
  await undone();
  await row.getByText("Coordinator, Developer").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("between two revisions: who came, is gone and moved to another silo, on the map and in words", async () => {
  const network = await own("revised");
  const change = async (body: object): Promise<void> => {
    expect((await fetch(`${url}/api/v1/networks/${network}/changes`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ merge: true, ...body }) })).status).toBe(200);
  };
  await change({ message: "silta moves", upsert: { actors: [{ id: "1", attributes: { sector: "Foundation" } }, { id: "4", name: "Uusi Oy", attributes: { sector: "NGO" } }], collaborations: [{ source: "1", target: "4" }] } });
  await change({ message: "kunta leaves", delete: { actors: ["2"] } });
  const { page, complaints, close } = await visit(`/?network=${network}&view=map&tab=time&all=open`);
  const part = page.locator(".revised");
  await part.getByLabel("After change", { exact: true }).selectOption("r1");
  await part.getByRole("button", { name: "Show what changed" }).press("Enter");
  await part.getByText("From change 1 to change 3. Ties: 1 appeared, 2 went, 0 stayed. Actors: 1 added, 1 removed.").waitFor();
  await part.getByText("1 actor moved to another silo.").waitFor();
  expect(await part.locator(".change-list", { hasText: "moved to another silo" }).textContent()).toContain("Silta ryfrom NGO to Foundation");
  await part.getByText("Actors that were removed").press("Enter");
  await part.locator("details[open] li", { hasText: "Kunta" }).waitFor();
  await page.locator(".legend .sign-moved").waitFor();
  await page.locator(".legend .sign-came").waitFor();
  await page.locator(".legend .sign-left").waitFor();
  await picture(page, "revised");
  await expectAccessible(page);
  await page.reload(); // the address says it all
  await part.getByText("1 actor moved to another silo.").waitFor();
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator(".table th", { hasText: "Kunta" }).waitFor();
  await part.getByRole("button", { name: "Leave the comparison" }).click();
  await page.locator(".table th", { hasText: "Kunta" }).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await close();
});

test.each(languages.flatMap(({ code }) => [["desktop", code, desktop], ["phone", code, phone]] as const))("%s: adding an actor in %s", async (look, code, options) => {
  const network = await own(`add-${code}-${look}`);
  const text = catalogues[code];
  const { page, complaints, close } = await visit(`/?network=${network}&view=map&actor=1&lang=${code}`, options);
  await page.locator(".join summary").click();
  await page.getByRole("combobox", { name: text["search.label"], exact: true }).fill("Hyvä Tuuli");
  await page.locator(".suggestion-add").click();
  await page.locator("dialog[open]").waitFor();
  await picture(page, `add-${code}-${look}`);
  await expectAccessible(page);
  await expectInside(page);
  await page.getByRole("button", { name: text["add.leave"] }).click();
  await page.getByRole("button", { name: text["remove.button"] }).click();
  await page.locator("dialog[open]").waitFor();
  await picture(page, `remove-${code}-${look}`);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await close();
});
