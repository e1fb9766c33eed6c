import { Problem } from "./problem";
import type { Job } from "./types";

/** Waits for the end of work in the background; told hears how much of it is done, 0–1. Fails with why the work failed. */
export function follow(id: string, told: (share: number) => void, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
    const end = (finish: () => void): void => {
      events.close();
      gone.removeEventListener("abort", leave);
      finish();
    };
    const leave = (): void => end(() => reject(gone.reason));
    gone.addEventListener("abort", leave);
    const heard = (event: MessageEvent<string>): Job => JSON.parse(event.data) as Job;
    events.addEventListener("progress", (event) => told(heard(event).progress));
    events.addEventListener("end", (event) => {
      const { state, problem } = heard(event);
      end(state === "done" ? resolve : () => reject(new Problem(problem?.status ?? 0, problem?.detail ?? "", [], 0, [], problem?.code)));
    });
    // A browser comes back by itself after a break; it gives up when the service refuses.
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) end(() => reject(new Problem(0, ""))); });
  });
}
