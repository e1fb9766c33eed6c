import { expect, test } from "vitest";
import { expectAccessible, expectInside, phone, picture, url, visit } from "./page";
import { tabTo } from "./steps";

/** A network of its own, in which two pairs look alike. */
async function own(): Promise<string> {
  const name = `zz-twice-${Date.now().toString(36)}`;
  const form = new FormData();
  form.append("files", new File(["id,name,sector,town\n1,Siltayhdistys ry,NGO,Oulu\n2,SILTAYHDISTYS,NGO,\n3,Kunta,Municipality,\n4,Nuorisotalo Oy,Company,Turku\n5,Nuorisotalo,Foundation,Oulu\n"], "actors.csv"));
  form.append("files", new File(["source,target\n1,3\n1,4\n2,5\n3,4\n"], "ties.csv"));
  expect((await fetch(`${url}/api/v1/networks/${name}/import`, { method: "POST", body: form })).status).toBe(200);
  return name;
}

test("actors that are there twice are merged by keyboard, or kept apart, and both can be taken back", async () => {
  const network = await own();
  const { page, complaints, close } = await visit(`/?network=${network}&view=data`);
  const press = async (name: string | RegExp): Promise<void> => {
    const button = page.getByRole("button", { name });
    await button.waitFor();
    await tabTo(page, `${await button.evaluate((b) => { b.id ||= `b${Math.random().toString(36).slice(2)}`; return `#${b.id}`; })}`);
    await page.keyboard.press("Enter");
  };
  await press("Look for duplicates");
  await page.getByRole("button", { name: "Merge, keep Siltayhdistys ry" }).waitFor();
  expect(await page.locator(".pair").first().textContent()).toContain("The same name");
  expect(await page.locator(".pair").first().locator(".pair-differs").count()).toBeGreaterThan(0);
  await picture(page, "twice");
  await expectAccessible(page);

  await press("Merge, keep Siltayhdistys ry");
  await page.getByText("SILTAYHDISTYS is Siltayhdistys ry now").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("status");
  await page.getByRole("button", { name: "Undo change 2" }).waitFor();
  await page.getByRole("button", { name: "Merge, keep Siltayhdistys ry" }).waitFor({ state: "detached" });
  const actor = async (id: string): Promise<number> => (await fetch(`${url}/api/v1/networks/${network}/actors/${id}`)).status;
  expect([await actor("1"), await actor("2")]).toEqual([200, 404]);

  await press("Undo change 2");
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Undo change 3" }).waitFor();
  await page.getByRole("button", { name: "Merge, keep Siltayhdistys ry" }).waitFor();
  expect(await actor("2")).toBe(200);

  await press(/^They are two: Siltayhdistys ry/);
  await page.getByText("stay two, and are not proposed again").waitFor();
  await page.getByRole("heading", { name: "Kept apart" }).waitFor();
  await page.getByRole("button", { name: "Merge, keep Siltayhdistys ry" }).waitFor({ state: "detached" });
  await expectAccessible(page);
  await press(/^Propose again/);
  await page.getByRole("button", { name: "Merge, keep Siltayhdistys ry" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test.each(["fi", "sv"])("%s, phone: pairs are legible and nothing sticks out sideways", async (code) => {
  const { page, close } = await visit(`/?network=${await own()}&view=data&lang=${code}`, phone);
  await page.locator("section[aria-labelledby=twice-title] .button-main").click();
  await page.locator(".pair").first().waitFor();
  await expectAccessible(page);
  await expectInside(page);
  await page.locator(".pair").first().scrollIntoViewIfNeeded();
  await picture(page, `twice-${code}-phone`);
  await close();
});
