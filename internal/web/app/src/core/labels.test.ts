import { expect, test } from "vitest";
import { nearest, place, wrap, type Wish } from "./labels";

test("no two texts overlap, and none leaves the screen", () => {
  let state = 3;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const wishes = Array.from({ length: 400 }, (_, what) => {
    const [x, y] = [random() * 600, random() * 400];
    return { what, width: 30 + random() * 90, height: 16, spots: [[x, y], [x, y + 20]] as const };
  });
  const placed = place(wishes, 600, 400, 400);
  expect(placed.length).toBeGreaterThan(30);
  const boxes = placed.map((p) => ({ x: p.x, y: p.y, w: wishes[p.what]!.width, h: 16 }));
  for (const [i, a] of boxes.entries()) {
    expect(a.x - a.w / 2).toBeGreaterThanOrEqual(0);
    expect(a.x + a.w / 2).toBeLessThanOrEqual(600);
    for (const b of boxes.slice(i + 1)) {
      expect(Math.abs(a.x - b.x) >= (a.w + b.w) / 2 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2).toBe(true);
    }
  }
});

test("the more important text keeps the spot, the other takes its second choice", () => {
  const wish = (what: string, ...spots: [number, number][]) => ({ what, width: 40, height: 10, spots });
  const placed = place([wish("first", [100, 100]), wish("second", [110, 100], [110, 130]), wish("third", [100, 100])], 200, 200, 9);
  expect(placed).toEqual([{ what: "first", x: 100, y: 100 }, { what: "second", x: 110, y: 130 }]);
});

test("nothing goes under a button", () => {
  const wish = { what: "name", width: 40, height: 10, spots: [[30, 10], [30, 60]] as const };
  expect(place([wish], 200, 200, 9, [{ left: 0, top: 0, right: 60, bottom: 30 }])).toEqual([{ what: "name", x: 30, y: 60 }]);
});

test("lines break at spaces, and a text that cannot fit says so", () => {
  const measure = (s: string) => s.length;
  expect(wrap("Wellbeing services counties", 18, 3, measure)).toEqual(["Wellbeing services", "counties"]);
  expect(wrap("Wellbeing services counties", 9, 2, measure)).toBeNull();
  expect(wrap("Hyvinvointialueet", 9, 3, measure)).toBeNull();
});

test("a name that must not be missing finds the nearest free line of a screen", () => {
  const screen = { width: 200, height: 100 };
  const spots = nearest([190, -30], 80, 20, screen);
  expect(spots[0]).toEqual([160, 10]);
  const wish = (what: string): Wish<string> => ({ what, width: 80, height: 20, spots });
  // The first takes the nearest spot, a button covers the next ones; the second is still on the screen.
  const placed = place([wish("a"), wish("b")], screen.width, screen.height, 9, [{ left: 0, top: 0, right: 200, bottom: 60 }]);
  expect(placed.map(({ what }) => what)).toEqual(["a", "b"]);
  expect(nearest([50, 50], 300, 20, screen)).toEqual([]);
});
