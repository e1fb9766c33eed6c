import { Problem, problemOf } from "./problem";
import type { ImportAnswer } from "./types";

interface Upload {
  readonly network: string;
  readonly files: readonly File[];
  readonly columns: readonly string[]; // words on columns, as the service takes them
  readonly addUnlisted: boolean; // whom rows name and no file lists is added, instead of the files being refused
  readonly dryRun: boolean; // read and check, store nothing
  readonly signal: AbortSignal;
  readonly sent?: (share: number) => void; // how much has left this computer, 0–1
}

/** Sends files to be imported as one revision, or checked. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload({ network, files, columns, addUnlisted, dryRun, signal, sent }: Upload): Promise<ImportAnswer> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  const query = new URLSearchParams([...(dryRun ? [["dry-run", "true"]] : []), ...(addUnlisted ? [["add-unlisted", "true"]] : []), ...columns.map((column) => ["column", column])]).toString();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open("POST", `/api/v1/networks/${encodeURIComponent(network)}/import${query ? `?${query}` : ""}`);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) sent?.(event.loaded / event.total); });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as ImportAnswer);
      else reject(problemOf(request.status, request.responseText));
    });
    request.addEventListener("error", () => reject(new Problem(0, "")));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", stop);
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    request.send(form);
  });
}
