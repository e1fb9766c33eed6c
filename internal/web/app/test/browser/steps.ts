import { expect } from "vitest";
import type { Page } from "playwright-core";

/** Moves the focus with Tab until it is on what the selector finds; a keyboard has no other way to get there. */
export async function tabTo(page: Page, selector: string, most = 160): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

/** Takes an actor in the field under the focus, by typing its name. */
export async function type(page: Page, name: string): Promise<void> {
  await page.keyboard.type(name);
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-expanded") === "true");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector('[role="combobox"][aria-expanded="true"]') === null);
}

/** Opens a tab of findings with the keyboard: into the list of tabs, then along it. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await tabTo(page, '[role="tab"]');
  for (let i = 0; i < 8; i++) {
    if (await page.evaluate((id) => document.activeElement?.id === id, `tab-${tab}`)) break;
    await page.keyboard.press("ArrowRight");
  }
  await page.locator(`#tab-${tab}[aria-selected="true"]`).waitFor();
}

/** The address's values under a name. */
export const said = (page: Page, name: string): string[] => new URL(page.url()).searchParams.getAll(name);

export async function saidSoon(page: Page, name: string, values: readonly string[]): Promise<void> {
  await expect.poll(() => said(page, name), { timeout: 30_000 }).toEqual(values);
}
