import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import { source, valueOf } from "./source";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("an answer to an earlier question never replaces a later one", async () => {
  const question = signal("slow");
  const answers = new Map<string, (value: string) => void>();
  const { state } = source(() => question.value, (q) => new Promise<string>((resolve) => answers.set(q, resolve)));
  question.value = "quick";
  answers.get("quick")!("second");
  await settled();
  answers.get("slow")!("first");
  await settled();
  expect(valueOf(state.value)).toBe("second");
});

test("a failure keeps what the service said, and a retry asks again", async () => {
  let calls = 0;
  const { state, retry } = source(() => "q", () => (calls++ === 0 ? Promise.reject(new Problem(503, "store is down")) : Promise.resolve(7)));
  await settled();
  expect(state.value).toMatchObject({ status: "failed", problem: { status: 503, detail: "store is down" } });
  retry();
  expect(state.value.status).toBe("loading");
  await settled();
  expect(valueOf(state.value)).toBe(7);
});

test("no question, no request", async () => {
  const question = signal<string | null>(null);
  let calls = 0;
  const { state } = source(() => question.value, () => Promise.resolve(++calls));
  await settled();
  expect([state.value.status, calls]).toEqual(["idle", 0]);
  question.value = "now";
  await settled();
  expect(valueOf(state.value)).toBe(1);
  question.value = null;
  expect(state.value.status).toBe("idle");
});
