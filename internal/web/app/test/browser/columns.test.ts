import { expect, test } from "vitest";
import { expectAccessible, expectInside, networks, phone, picture, url, visit } from "./page";
import { tabTo } from "./steps";

const home = `/?network=${encodeURIComponent((await networks())[0]!.name)}&view=data`;
const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const odd = file("actors.csv", "Koodi,Nimike,Huomautus\n1,Helsingin kaupunki,a\n2,Nuorisosäätiö,b\n");
const ties = file("ties.csv", "source,target,weight\n1,2,3\n");

test("columns with names of one's own are said what they hold, by keyboard, and the import keeps to it", async () => {
  const { page, complaints, close } = await visit(home);
  await page.locator('input[type="file"]').setInputFiles([odd, ties]);
  await page.getByRole("alert").waitFor();
  const role = (column: string) => page.getByLabel(`What the column ${column} holds`);
  const choose = async (column: string, to: string): Promise<void> => {
    await tabTo(page, `select[aria-label="What the column ${column} holds"]`);
    await page.keyboard.type(to);
    expect(await role(column).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent)).toBe(to);
  };
  await choose("Koodi", "Id");
  await page.locator(".verdict-good").waitFor();
  expect(await role("Koodi").evaluate((select) => select === document.activeElement), "the focus stays where somebody chose").toBe(true);
  await choose("Nimike", "Name");
  await choose("Huomautus", "Left out");
  await page.locator(".columns tr.field-ignored", { hasText: "Huomautus" }).waitFor();
  await picture(page, "columns");
  await expectAccessible(page);
  const network = `zz-columns-${Date.now().toString(36)}`;
  await tabTo(page, ".naming input");
  await page.keyboard.type(network);
  await page.keyboard.press("Enter");
  await page.locator("canvas[data-camera]").waitFor();
  const actor = (await (await fetch(`${url}/api/v1/networks/${network}/actors/1`)).json()) as { name: string; attributes: object };
  expect([actor.name, actor.attributes]).toEqual(["Helsingin kaupunki", {}]);
  expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);
  await close();
});

test.each(["fi", "sv"])("%s, phone: the choices are legible and nothing sticks out sideways", async (code) => {
  const { page, close } = await visit(`${home}&lang=${code}`, phone);
  await page.locator('input[type="file"]').setInputFiles([odd, ties]);
  await page.locator(".columns select").first().waitFor();
  await expectAccessible(page);
  await expectInside(page);
  await picture(page, `columns-${code}-phone`);
  await close();
});
