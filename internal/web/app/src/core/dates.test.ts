import { expect, test } from "vitest";
import { stopsBetween } from "./dates";

test("short spans stop at the ends of months, longer ones at quarters and years", () => {
  expect(stopsBetween("2023-11-15", "2024-02-10")).toEqual(["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"]);
  expect(stopsBetween("2020-01-01", "2025-10-31").slice(0, 2)).toEqual(["2020-03-31", "2020-06-30"]);
  expect(stopsBetween("2001-05-01", "2030-01-01").slice(0, 2)).toEqual(["2001-12-31", "2002-12-31"]);
});

test("there are never more than 40 stops, and the last is not before the last date", () => {
  for (const last of ["2021-01-01", "2024-07-15", "2044-02-03", "2300-12-31"]) {
    const stops = stopsBetween("2020-02-10", last);
    expect(stops.length).toBeLessThanOrEqual(41);
    expect(stops.at(-1)! >= last).toBe(true);
  }
});

test("without dates there is nowhere to stop", () => {
  expect(stopsBetween("", "")).toEqual([]);
});
