import { computed, signal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { ImportAnswer } from "../api/types";
import { upload } from "../api/upload";
import { withFiles } from "../core/bring";
import { columnsAsked, say, type Said } from "../core/columns";
import { nameFault } from "../core/naming";
import { source, valueOf, type Loaded } from "./source";

/** How far an import is: not begun, files on their way (0–1), being read by the service, or refused. */
export type Work =
  | { readonly status: "idle" }
  | { readonly status: "sending"; readonly share: number }
  | { readonly status: "reading" }
  | { readonly status: "failed"; readonly problem: Problem };

/** A dry run must name a network, though nothing will be stored under it. */
const anyName = "preview";

/** Bringing files in: those chosen, what the service understands of them, and the import. Arrived is told the network's name. */
export function bringingOf(arrived: (network: string, answer: ImportAnswer) => void) {
  const files = signal<readonly File[]>([]);
  const columns = signal<readonly Said[]>([]); // what somebody said of columns
  const addUnlisted = signal(false);
  const name = signal("");
  const work = signal<Work>({ status: "idle" });
  let stop = new AbortController();

  const preview = source(
    () => (files.value.length > 0 ? { files: files.value.map((file) => [file.name, file.size, file.lastModified]), columns: columnsAsked(columns.value), addUnlisted: addUnlisted.value } : null),
    (asked, signal) => upload({ network: anyName, files: files.value, columns: asked.columns, addUnlisted: asked.addUnlisted, dryRun: true, signal }),
  );
  let last: Loaded<ImportAnswer> = { status: "idle" }; // stays in sight until the next one is here
  const shown = computed(() => {
    const now = preview.state.value;
    if (now.status !== "loading" || last.status === "idle") last = now;
    return last;
  });
  const ready = computed(() => valueOf(preview.state.value) !== null && nameFault(name.value) === null);
  const busy = computed(() => work.value.status === "sending" || work.value.status === "reading");

  const choose = (chosen: readonly File[]): void => {
    files.value = chosen;
    if (chosen.length === 0) [columns.value, addUnlisted.value] = [[], false];
    work.value = { status: "idle" };
  };
  return {
    files, columns, addUnlisted, name, work, preview, shown, ready, busy,
    /** Says what a column holds; the preview follows. */
    say: (said: Said) => { columns.value = say(columns.value, said); },
    add: (added: readonly File[]) => choose(withFiles(files.value, added)),
    remove: (file: File) => choose(files.value.filter((other) => other !== file)),
    /** Imports what the preview showed. */
    start: async () => {
      if (!ready.value || busy.value) return;
      stop = new AbortController();
      const network = name.value;
      work.value = { status: "sending", share: 0 };
      const sent = (share: number): void => { work.value = share < 1 ? { status: "sending", share } : { status: "reading" }; };
      try {
        const answer = await upload({ network, files: files.value, columns: columnsAsked(columns.value), addUnlisted: addUnlisted.value, dryRun: false, signal: stop.signal, sent });
        choose([]);
        name.value = "";
        arrived(network, answer);
      } catch (cause) {
        if (stop.signal.aborted) work.value = { status: "idle" };
        else work.value = { status: "failed", problem: cause instanceof Problem ? cause : new Problem(0, String(cause)) };
      }
    },
    cancel: () => stop.abort(new DOMException("", "AbortError")),
  };
}

export type Bringing = ReturnType<typeof bringingOf>;
