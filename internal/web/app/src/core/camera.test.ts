import { expect, test } from "vitest";
import { between, fit, pan, toScreen, toWorld, zoomAt } from "./camera";

const screen = { width: 800, height: 600 };

test("screen and world are each other's inverse", () => {
  const camera = { x: 12, y: -7, scale: 3 };
  const [x, y] = toScreen(camera, screen, 5, 9);
  const back = toWorld(camera, screen, x, y);
  expect(back[0]).toBeCloseTo(5);
  expect(back[1]).toBeCloseTo(9);
});

test("fitting shows the whole box inside the margins", () => {
  const box = { left: -100, top: -20, right: 300, bottom: 80 };
  const margin = { left: 50, top: 60, right: 20, bottom: 10 };
  const camera = fit(box, screen, margin);
  const [left, top] = toScreen(camera, screen, box.left, box.top);
  const [right, bottom] = toScreen(camera, screen, box.right, box.bottom);
  expect(left).toBeGreaterThanOrEqual(margin.left - 1e-6);
  expect(top).toBeGreaterThanOrEqual(margin.top - 1e-6);
  expect(right).toBeLessThanOrEqual(screen.width - margin.right + 1e-6);
  expect(bottom).toBeLessThanOrEqual(screen.height - margin.bottom + 1e-6);
});

test("the point under the pointer stays there while zooming", () => {
  const camera = { x: 0, y: 0, scale: 2 };
  const before = toWorld(camera, screen, 123, 456);
  const after = toWorld(zoomAt(camera, screen, 123, 456, 1.7, [0.1, 100]), screen, 123, 456);
  expect(after[0]).toBeCloseTo(before[0]);
  expect(after[1]).toBeCloseTo(before[1]);
});

test("zoom stops at the ends of its range", () => {
  expect(zoomAt({ x: 0, y: 0, scale: 1 }, screen, 0, 0, 1000, [0.5, 4]).scale).toBe(4);
  expect(zoomAt({ x: 0, y: 0, scale: 1 }, screen, 0, 0, 0.001, [0.5, 4]).scale).toBe(0.5);
});

test("dragging to the right moves the picture to the right", () => {
  const [x] = toScreen(pan({ x: 0, y: 0, scale: 2 }, 30, 0), screen, 0, 0);
  expect(x).toBe(430);
});

test("a flight starts and ends where it should", () => {
  const from = { x: 0, y: 0, scale: 1 };
  const to = { x: 10, y: -10, scale: 4 };
  expect(between(from, to, 0)).toEqual(from);
  expect(between(from, to, 1)).toEqual(to);
});
