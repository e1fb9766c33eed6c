import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import type { MapAnswer, NetworkDetail, NetworkSummary } from "../../src/api/types";

export const url = inject("url");
const screenshots = join(import.meta.dirname, "../screenshots");

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: "en-GB" };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: "en-GB", hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

let browser: Browser | null = null;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // No GPU and no WebGL: what works here works on a plain office laptop. No background requests: the page needs none.
    args: ["--no-sandbox", "--disable-gpu", "--disable-webgl", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
afterAll(async () => {
  await browser?.close();
});

/** A page that remembers every complaint: console errors, thrown errors, failed requests, policy violations. */
export interface Visit {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** Somebody's browser, with nothing kept from anybody else's; origin is the only place that it may ask. */
export async function newcomer(options: BrowserContextOptions = desktop, origin = url): Promise<Visit> {
  const context = await browser!.newContext({ reducedMotion: "reduce", ...options });
  // A shared machine may compute a plan for long while others compute theirs; only what never comes is a failure.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => { if (!request.url().startsWith(origin)) complaints.push(`foreign request: ${request.url()}`); });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return { page, complaints, close: () => context.close() };
}

/** Waits until the screen of the page is there. */
export async function arrived(page: Page): Promise<void> {
  await page.locator("canvas[data-camera], .table table, .headline, .drop, .ungrouped").first().waitFor();
  if ((await page.locator(".aside").count()) > 0) await page.locator('.aside [role="tab"], .aside .actor, .aside .telling').first().waitFor();
}

/** Opens an address of the page and waits until its screen is there. */
export async function visit(path: string, options: BrowserContextOptions = desktop): Promise<Visit> {
  const visitor = await newcomer(options);
  await visitor.page.goto(url + path);
  await arrived(visitor.page);
  return visitor;
}

/** Opens the API's page. */
export async function reference(options: BrowserContextOptions): Promise<Visit> {
  const context = await browser!.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") complaints.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(url)) complaints.push(`foreign request: ${request.url()}`); });
  await page.goto(url + "/docs");
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, complaints, close: () => context.close() };
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

/** What the service says of a network and its first map, for tests that must know whom to click. */
export async function facts(name: string): Promise<{ silo: string; map: MapAnswer }> {
  const detail = await get<NetworkDetail>(`networks/${encodeURIComponent(name)}`);
  const silo = detail.opens_by;
  return { silo, map: await get<MapAnswer>(`networks/${encodeURIComponent(name)}/map${silo ? `?silo=${silo}` : ""}`) };
}

/** The networks that the service was started with, not those that tests have imported since: their names begin with zz-. */
export const networks = async (): Promise<NetworkSummary[]> =>
  (await get<{ networks: NetworkSummary[] }>("networks")).networks.filter((network) => !network.name.startsWith("zz-"));

/** Where a point of the world is on the screen, by the camera that the canvas shows. */
export async function onScreen(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const canvas = page.locator(".stage canvas");
  const box = (await canvas.boundingBox())!;
  const [cx, cy, scale] = (await canvas.getAttribute("data-camera"))!.split(" ").map(Number) as [number, number, number];
  return { x: box.x + box.width / 2 + (x - cx) * scale, y: box.y + box.height / 2 + (y - cy) * scale };
}

/** The share of the canvas's pixels that anything is drawn on. */
export function inked(page: Page): Promise<number> {
  return page.locator(".stage canvas").evaluate((canvas: HTMLCanvasElement) => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext("2d", { willReadFrequently: true })!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) count++;
    return count / (data.length / 4);
  });
}

/** Holds the page to axe's rules for WCAG 2.2 AA and good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const result = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join(", ")}`);
  });
  expect(violations).toEqual([]);
}

/** Holds the page, and each part of it that scrolls by itself, to its width. */
export async function expectInside(page: Page, what = ""): Promise<void> {
  const over = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".main, .page, .aside-body")]
    .flatMap((part) => (part.scrollWidth > part.clientWidth ? [`${part.className || "page"}: ${part.scrollWidth} in ${part.clientWidth}`] : [])));
  expect(over, `${what} sticks out sideways`).toEqual([]);
}

/** Keeps a picture to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
