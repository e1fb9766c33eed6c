import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogues, languages } from "../../src/core/language";
import { desktop, expectAccessible, facts, networks, phone, visit } from "./page";

const network = (await networks())[0]!.name;
const { map, silo } = await facts(network);
const home = `/?network=${encodeURIComponent(network)}`;
const busiest = map.actors.degree.indexOf(Math.max(...map.actors.degree));
const screenshots = join(import.meta.dirname, "../screenshots");

async function saved(page: Awaited<ReturnType<typeof visit>>["page"], name: string): Promise<{ file: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { file: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test.each(languages.flatMap(({ code }) => [[code, "desktop", desktop, "&all=open"], [code, "phone", phone, ""]] as const))(
  "%s, %s: the picture is saved with its legend and its source", async (code, look, options, query) => {
    const { page, complaints, close } = await visit(`${home}&view=map&lang=${code}${query}`, options);
    const text = catalogues[code];
    const open = (): Promise<void> => page.locator(".menu-right summary").click();
    await open();
    await expectAccessible(page);
    const svg = await saved(page, text["save.svg"]);
    expect(svg.file).toMatch(new RegExp(`^${network}-${silo}-r\\d+\\.svg$`));
    const drawing = svg.content.toString("utf8");
    for (const name of map.silos.map((s) => s.name)) expect(drawing).toContain(name.replaceAll("&", "&amp;"));
    expect(drawing).toMatch(/Sillat<\/text>\n<\/svg>\n$/);
    expect(drawing).toContain(text["legend.gap"].split(" ").slice(0, 3).join(" "));
    writeFileSync(join(screenshots, `save-${code}-${look}.svg`), drawing);

    await open();
    const png = await saved(page, text["save.png"]);
    const box = (await page.locator(".stage canvas").boundingBox())!;
    expect(png.content.subarray(1, 4).toString()).toBe("PNG");
    expect(png.content.readUInt32BE(16)).toBe(Math.round(box.width) * 2);
    expect(png.content.readUInt32BE(20)).toBeGreaterThan(box.height * 2 + 100);
    writeFileSync(join(screenshots, `save-${code}-${look}.png`), png.content);

    // The SVG is well formed, and of the same size as the PNG.
    const read = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
      return { errors: parsed.querySelectorAll("parsererror").length, height: Number(parsed.documentElement.getAttribute("height")) };
    }, drawing);
    expect(read.errors).toBe(0);
    expect(Math.abs(read.height * 2 - png.content.readUInt32BE(20))).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
    await close();
  },
);

test("the table is saved as filtered, in the order shown", async () => {
  const { page, complaints, close } = await visit(`${home}&view=table&size=pagerank`);
  const name = map.actors.name[busiest]!;
  await page.getByRole("searchbox", { name: "Filter by name" }).fill(name);
  await page.waitForFunction((n) => document.querySelector("tbody th .link")?.textContent === n, name);
  const rows = await page.locator("tbody th .link").allTextContents();
  const { file, content } = await saved(page, "Save as CSV");
  expect(file).toBe(`${network}-actors.csv`);
  expect([...content.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = content.toString("utf8").slice(1).trimEnd().split("\r\n");
  expect(lines[0]).toBe(`id,name,${silo},degree,pagerank`);
  expect(lines.slice(1).map((line) => line.split(",")[1])).toEqual(rows);
  expect(complaints).toEqual([]);
  await close();
});
