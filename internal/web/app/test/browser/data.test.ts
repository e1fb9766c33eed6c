import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { phrasesOf } from "../../src/state/phrases";
import { tabTo } from "./steps";
import { desktop, expectAccessible, expectInside, networks, phone, picture, visit } from "./page";

const home = `/?network=${encodeURIComponent((await networks())[0]!.name)}&view=data`;
const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const actors = file("actors.csv", "id,name,sector\n1,Helsingin kaupunki,Municipality\n2,Nuorisosäätiö,Foundation\n3,Silta ry,NGO\n4,Åland Lab,NGO\n");
const ties = file("ties.csv", "source,target,weight,remark\n1,2,1,met in May\n3,4,2,\n");
const bad = file("ties.csv", "source,target,weight,remark\n1,2,much,\n3,9,2,\n");

/** A name that no earlier run of the tests has used: a service keeps what is imported. */
const fresh = (): string => `zz-${Date.now().toString(36)}`;

test("two spreadsheets become a map: columns are recognised, problems stand at their cells, and the import can be undone", async () => {
  const { page, complaints, close } = await visit(home);
  const files = page.locator('input[type="file"]');
  await picture(page, "data-start");
  await files.setInputFiles([actors, bad]);
  await page.getByRole("alert").waitFor();
  expect(await page.locator(".problem-fatal code").allTextContents()).toEqual(["ties.csv:2", "ties.csv:3"]);
  expect(await page.locator(".problem-fatal").first().textContent()).toMatch(/column weight.*much.*a number/);
  expect(await page.getByRole("button", { name: "Import", exact: true }).isDisabled()).toBe(true);
  await picture(page, "data-problems");
  await expectAccessible(page);
  // A browser says of a refused request that it failed; that is no complaint about the page.
  expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);
  complaints.length = 0;

  await files.setInputFiles([ties]);
  await page.locator(".verdict-good").waitFor();
  expect(await page.locator(".verdict-good").textContent()).toContain("4 actors");
  expect(await page.locator(".files li").count()).toBe(2);
  const sector = page.locator(".columns tr", { hasText: "sector" });
  expect(await sector.textContent()).toMatch(/Attribute.*Municipality/);
  expect(await page.locator(".field-ignored").textContent()).toContain("remark");

  const name = page.getByLabel("Name of the network");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await page.locator(".naming .told").textContent()).toBe("Give the network a name.");
  await name.fill("two words");
  expect(await page.locator(".naming .told").textContent()).toContain("space");
  await picture(page, "data-preview");
  await expectAccessible(page);
  const network = fresh();
  await name.fill(network);
  await page.keyboard.press("Enter");
  await page.locator("canvas[data-camera]").waitFor();
  expect(new URL(page.url()).searchParams.get("network")).toBe(network);
  expect(await page.locator("canvas").getAttribute("aria-label")).toContain("4 actors");

  await page.getByRole("button", { name: "Data", exact: true }).click();
  await page.getByRole("button", { name: "Undo change 1" }).click();
  await picture(page, "data-undo");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  expect(await page.locator("dialog").count()).toBe(0);
  await page.getByRole("button", { name: "Undo change 1" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Undo change 2" }).waitFor();
  await page.getByRole("button", { name: "Return to this: change 1" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Undo change 3" }).waitFor();
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator(".table table").waitFor();
  expect(await page.locator("tbody tr").count()).toBe(4);
  expect(complaints).toEqual([]);
  await close();
});

test("files can be dropped, and one of a name replaces the one before", async () => {
  const { page, close } = await visit(home);
  const drop = async (text: string): Promise<void> => {
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "actors.csv"));
      return data;
    }, text);
    await page.locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
  };
  await drop("id,name\n1,One\n");
  await page.locator(".verdict-good", { hasText: "1 actor" }).waitFor();
  await drop("id,name\n1,One\n2,Two\n");
  await page.locator(".verdict-good", { hasText: "2 actors" }).waitFor();
  expect(await page.locator(".files li").count()).toBe(1);
  await page.getByRole("button", { name: "Remove actors.csv" }).click();
  expect(await page.locator(".files").count()).toBe(0);
  await close();
});

test("an import on its way shows its progress and can be cancelled", async () => {
  const { page, close } = await visit(home);
  await page.locator('input[type="file"]').setInputFiles([actors, ties]);
  await page.locator(".verdict-good").waitFor();
  let release = (): void => {};
  await page.route("**/import", async (route) => {
    await new Promise<void>((resolve) => { release = resolve; });
    await route.abort().catch(() => {});
  });
  await page.getByLabel("Name of the network").fill(fresh());
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator("progress").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator("progress").waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "Import", exact: true }).isEnabled()).toBe(true);
  release();
  await close();
});

test("a service without networks leads to bringing data", async () => {
  const { page, close } = await visit(home);
  await page.route("**/api/v1/networks", (route) => route.fulfill({ json: { networks: [] } }));
  await page.goto(new URL("/", page.url()).href);
  await page.locator(".drop").waitFor();
  expect(await page.getByRole("heading", { level: 2 }).textContent()).toBe("No network is stored yet");
  await picture(page, "data-first");
  await expectAccessible(page);
  await close();
});

test.each(languages.flatMap(({ code }) => [[code, "desktop", desktop], [code, "phone", phone]] as const))("%s, %s: problems and recognised columns are told", async (code, look, options) => {
  const { page, close } = await visit(`${home}&lang=${code}`, options);
  const text = catalogues[code];
  await page.locator('input[type="file"]').setInputFiles([actors, bad]);
  await page.locator(".problem-fatal").first().waitFor();
  const phrases = await phrasesOf(code);
  await page.locator(".problem-fatal").first().getByText(phrases["expected.a number"]!).waitFor();
  await picture(page, `data-problems-${code}-${look}`);
  await page.locator('input[type="file"]').setInputFiles([ties]);
  await page.locator(".verdict-good").waitFor();
  expect(await page.locator(".columns").first().textContent()).toContain(text["field.attribute"]);
  await picture(page, `data-preview-${code}-${look}`);
  await expectAccessible(page);
  await expectInside(page);
  await close();
});

test("spreadsheets as people keep them: what is taken for a title or a slip is said in Finnish, and whom the list forgot is added by keyboard", async () => {
  const { page, complaints, close } = await visit(`${home}&lang=fi`);
  await page.locator('input[type="file"]').setInputFiles([
    file("Toimijat 2024.csv", "Pohjoisen toimijat 2024;;\n\nToimijan nimi;Toimiala;Henkilöstö (htv)\nKemin kaupunki;Kunta;1,5\nTornion kaupunki;KUNTA;2\nPuu Oy;Yritys;3\nIso kunta;Kunta;4\nYhteensä;;10,5\n"),
    file("Yhteistyö.csv", "Organisaatio A;Organisaatio B;Vahvuus (1–5)\nKEMIN KAUPUNKI;Puu Oy;2,5\nPuu Oy;Metsähallitus;1\n"),
  ]);
  await page.locator(".problem-fatal", { hasText: "Metsähallitus" }).waitFor();
  expect(await page.locator(".problem-fatal").count()).toBe(1);
  await tabTo(page, ".add-unlisted input");
  await page.keyboard.press("Space");
  await page.locator(".verdict-good", { hasText: "5 toimijaa ja 2 yhteistyötä" }).waitFor();
  const told = await page.locator(".problem").allTextContents();
  for (const what of ["otsikoksi", "summariviksi", "”Kunta”", "Toimijoita, joita toimijatiedostossa ei ole", "nimet ymmärrettiin"]) expect(told.join("\n")).toContain(what);
  expect(await page.locator('.problem [lang="en"]').allTextContents()).toEqual([]);
  await picture(page, "data-as-kept-fi");
  await expectAccessible(page);
  expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);
  await close();
});
