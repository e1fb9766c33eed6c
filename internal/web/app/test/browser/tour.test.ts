import { expect, test } from "vitest";
import { expectAccessible, networks, picture, url, visit } from "./page";

const home = `/?network=${encodeURIComponent((await networks())[0]!.name)}&view=data`;
const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const look = { viewport: { width: 1240, height: 760 }, locale: "en-GB" };

/** A made-up north: four sectors that work among themselves, of which three pairs hardly meet. */
function north(): { actors: string; ties: string } {
  const sectors = ["Municipality", "Company", "Foundation", "University"];
  const towns = ["Ahola", "Harju", "Kaisla", "Koivu", "Laakso", "Metsä", "Niemi", "Oja", "Pelto", "Ranta", "Salo", "Virta"];
  const tails = ["n kunta", " Oy", "n säätiö", "n korkeakoulu"];
  const actors = sectors.flatMap((sector, s) => towns.map((town, t) => `${s}-${t},${town}${tails[s]},${sector}`));
  const ties: string[] = [];
  for (let s = 0; s < sectors.length; s++) {
    for (let t = 0; t < towns.length; t++) {
      for (const step of [1, 2, 3]) ties.push(`${s}-${t},${s}-${(t + step) % towns.length}`);
      // The municipalities work with everybody; the others hardly with each other.
      if (s > 0) for (const step of [0, 5]) ties.push(`0-${(t + step) % towns.length},${s}-${t}`);
    }
  }
  return { actors: `id,name,sector\n${actors.join("\n")}\n`, ties: `source,target\n${[...ties, "1-0,2-0", "2-3,3-3"].join("\n")}\n` };
}

test("somebody new comes with two spreadsheets and leaves with a link to the three worst gaps, each step found on the page", async () => {
  const { page, complaints, close } = await visit(home, look);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const { actors, ties } = north();
  await page.locator('input[type="file"]').setInputFiles([file("actors.csv", actors), file("ties.csv", ties)]);
  await page.locator(".verdict-good").waitFor();
  const network = `zz-north-${Date.now().toString(36)}`;
  await page.getByLabel("Name of the network").fill(network);
  await page.locator(".verdict-good").scrollIntoViewIfNeeded();
  await picture(page, "tour-1-files");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator("canvas[data-camera]").waitFor();
  await page.getByRole("button", { name: "Overview", exact: true }).click();
  await page.locator('[data-figure="reach"]', { hasText: "→" }).waitFor();
  await picture(page, "tour-2-overview");

  for (const at of [0, 1, 2]) {
    await page.getByRole("button", { name: "Overview", exact: true }).click();
    await page.locator('section[aria-labelledby="top-gaps"] .row').nth(at).click();
    await page.locator(".evidence").waitFor();
    if (at === 0) await picture(page, "tour-3-gap");
    await page.locator(".tools-zoom").getByRole("button", { name: "Add this view to the story" }).click();
    await page.locator(".toast", { hasText: `page ${at + 1}` }).waitFor();
  }
  await page.locator("#tab-story").click();
  await page.getByRole("textbox", { name: "What to say about page 1" }).fill("They meet only through the municipalities. Whom do we introduce first?");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog").getByLabel("With the story of 3 pages").waitFor();
  await picture(page, "tour-4-share");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("dialog").getByText("Copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(complaints).toEqual([]);
  await close();

  const reader = await visit(link.slice(url.length), look);
  await reader.page.locator(".telling-note", { hasText: "Whom do we introduce first?" }).waitFor();
  await reader.page.getByText("Page 1 of 3").waitFor();
  await expect.poll(() => new URL(reader.page.url()).searchParams.getAll("gap").length).toBe(2);
  await picture(reader.page, "tour-5-shared");
  expect(reader.complaints).toEqual([]);
  await reader.close();
});
