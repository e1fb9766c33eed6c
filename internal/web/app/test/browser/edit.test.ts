import { expect, test } from "vitest";
import { expectAccessible, picture, url, visit } from "./page";
import { tabTo, type } from "./steps";

/** A network of its own, which this test changes. */
async function own(): Promise<string> {
  const name = `zz-edit-${Date.now().toString(36)}`;
  const form = new FormData();
  form.append("files", new File(["id,name,sector\n1,Silta ry,NGO\n2,Kunta,Municipality\n3,Säätiö,Foundation\n"], "actors.csv"));
  form.append("files", new File(["source,target\n1,2\n"], "ties.csv"));
  expect((await fetch(`${url}/api/v1/networks/${name}/import`, { method: "POST", body: form })).status).toBe(200);
  return name;
}

test("an actor is corrected and a tie added where they are read, by keyboard, and the history can take it back", async () => {
  const network = await own();
  const { page, complaints, close } = await visit(`/?network=${network}&actor=1`);
  await page.locator(".edit summary").waitFor();
  await tabTo(page, ".edit summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "#edit-name");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Siltayhdistys ry");
  await picture(page, "edit");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.locator(".actor-name", { hasText: "Siltayhdistys ry" }).waitFor();
  await page.getByText("can be taken back").waitFor();

  await tabTo(page, ".edit summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".edit [role=combobox]");
  await type(page, "Säätiö");
  await page.getByRole("button", { name: "Add the tie" }).press("Enter");
  await page.locator(".names .link", { hasText: "Säätiö" }).waitFor();

  // A tie is corrected and taken out on the card, and each is taken back there.
  await tabTo(page, '[aria-label="Details of the tie with Säätiö"]');
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Correct", exact: true }).press("Enter");
  await page.getByRole("textbox", { name: "Weight", exact: true }).fill("2,5");
  await page.getByRole("textbox", { name: "Start", exact: true }).fill("2024-03");
  await picture(page, "edit-tie");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const told = page.locator(".tie-records p").first();
  const button = page.getByRole("button", { name: "Details of the tie with Säätiö" });
  /** Reads the details until they tell something, and opens them as often as the card is drawn anew after a change. */
  const tells = async (words: string): Promise<void> => {
    await expect.poll(async () => {
      if (await button.getAttribute("aria-expanded") === "false") await button.press("Enter");
      return told.textContent({ timeout: 1_000 });
    }, { timeout: 60_000 }).toContain(words);
  };
  await page.getByRole("button", { name: "Undo this change" }).waitFor();
  await tells("weight 2.5");
  expect(await told.textContent()).toContain("from 1 Mar 2024");
  await page.getByRole("button", { name: "Undo this change" }).press("Enter");
  await tells("weight 1,");
  await page.getByRole("button", { name: "Remove the tie", exact: true }).press("Enter");
  await page.locator(".names .link", { hasText: "Säätiö" }).waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Undo this change");
  await page.keyboard.press("Enter");
  await page.locator(".names .link", { hasText: "Säätiö" }).waitFor();

  // Somebody else was faster: nothing is overwritten.
  await page.route("**/changes", (route) => route.fulfill({ status: 412, contentType: "application/problem+json", body: JSON.stringify({ status: 412, detail: "stale" }) }));
  await page.locator(".edit summary").click();
  await page.getByLabel("Sector").last().fill("Association");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").getByText("Somebody has changed this network meanwhile").waitFor();
  expect(complaints.filter((complaint) => !complaint.includes("412"))).toEqual([]);

  await page.getByRole("button", { name: "Data", exact: true }).click();
  await page.getByRole("button", { name: "Undo change 7" }).waitFor();
  await close();
});
