import { signal, type ReadonlySignal } from "@preact/signals";
import { api, type Query, type Subject } from "../api/client";
import { Problem } from "../api/problem";
import { follow } from "../api/follow";
import type { MetricsAnswer } from "../api/types";
import { source } from "./source";

/** How long an answer may take, in milliseconds, before it is asked for as work in the background, which tells how far it has come. */
const patience = 3000;

interface Question extends Subject {
  readonly metric: string;
  readonly settings: Query;
  readonly alone: boolean; // guests of a share link have nobody to work for them in the background: they wait
}

/** The figure that sizes actors. What takes long goes on in the background: progress says how far it is, 0–1, and null while nothing is. */
export function scoringOf(question: () => Question | null | false) {
  const progress = signal<number | null>(null);
  const stopped = signal(false);
  let halt = (): void => {};

  async function patiently(q: Question, gone: AbortSignal): Promise<MetricsAnswer> {
    const brief = new AbortController();
    const clock = q.alone ? 0 : window.setTimeout(() => brief.abort(), patience);
    try {
      return await api.metrics(q, q.metric, q.settings, AbortSignal.any([gone, brief.signal]));
    } catch (cause) {
      // 413: the service does not want to be waited for over so large a network.
      const long = !q.alone && (brief.signal.aborted || (cause instanceof Problem && cause.status === 413));
      if (gone.aborted || !long) throw cause;
    } finally {
      window.clearTimeout(clock);
    }
    return inBackground(q, gone);
  }

  async function inBackground(q: Question, gone: AbortSignal): Promise<MetricsAnswer> {
    const job = await api.metricsLater(q, q.metric, q.settings, gone);
    const stop = (): void => { void api.stopJob(job.id).catch(() => {}); }; // it may have ended meanwhile
    gone.addEventListener("abort", stop);
    halt = () => {
      stopped.value = true;
      stop();
    };
    progress.value = job.progress;
    try {
      await follow(job.id, (share) => { progress.value = share; }, gone);
      return await api.result<MetricsAnswer>(job.id, gone);
    } finally {
      gone.removeEventListener("abort", stop);
      if (!gone.aborted) progress.value = null;
      halt = () => {};
    }
  }

  const answer = source(question, async (q, gone) => {
    [progress.value, stopped.value] = [null, false];
    return { metric: q.metric, answer: await patiently(q, gone) };
  });
  return { answer, progress: progress as ReadonlySignal<number | null>, stopped: stopped as ReadonlySignal<boolean>, stop: () => halt() };
}

export type Scoring = ReturnType<typeof scoringOf>;
