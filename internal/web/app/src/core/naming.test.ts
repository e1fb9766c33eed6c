import { expect, test } from "vitest";
import { nameFault } from "./naming";

// The same cases as the service's own check: letters and digits of any script, - _ and ., at most 64, no sign first.
test.each(["a", "kevät-2026", "Öljy.v2", "2026_suunnitelma", "网络", "ä".repeat(64)])("%s can be a name", (name) => {
  expect(nameFault(name)).toBeNull();
});

test("what is wrong is told apart, with the sign that is in the way", () => {
  expect(nameFault("")).toEqual({ kind: "empty" });
  expect(nameFault("ä".repeat(65))).toEqual({ kind: "long" });
  expect(nameFault("two words")).toEqual({ kind: "sign", sign: " " });
  expect(nameFault("a/b")).toEqual({ kind: "sign", sign: "/" });
  expect(nameFault("bridge🌉")).toEqual({ kind: "sign", sign: "🌉" });
  expect(nameFault("..")).toEqual({ kind: "start", sign: "." });
  expect(nameFault("-v")).toEqual({ kind: "start", sign: "-" });
});
