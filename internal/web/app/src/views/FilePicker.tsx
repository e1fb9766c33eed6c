import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useSession } from "./context";

/** Where files are dropped or chosen, and the list of those chosen. */
export function FilePicker() {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const input = useRef<HTMLInputElement>(null);
  const over = useSignal(false);
  const { files, busy } = bringing;

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    over.value = false;
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length > 0 && !busy.value) bringing.add(dropped);
  };
  return (
    <>
      <div class={`drop ${over.value ? "drop-over" : ""} ${files.value.length > 0 ? "drop-small" : ""}`}
        onDragOver={(event) => { event.preventDefault(); over.value = true; }} onDragLeave={() => { over.value = false; }} onDrop={onDrop}>
        <svg viewBox="0 0 40 32" aria-hidden="true">
          <path d="M6 4h11l4 4v20H6z M17 4v4h4 M10 14h7 M10 18h7 M10 22h7" /><path d="M30 26V10 M24 16l6-6l6 6" class="drop-arrow" />
        </svg>
        <p>{v.text(files.value.length > 0 ? "bring.dropMore" : "bring.drop")}</p>
        <button type="button" class="button" disabled={busy.value} onClick={() => input.current?.click()}>{v.text("bring.choose")}</button>
        <input ref={input} class="unseen" type="file" multiple tabIndex={-1} aria-hidden="true"
          onChange={(event) => {
            bringing.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = ""; // so that the same file can be chosen again after it was mended
          }} />
      </div>
      {files.value.length > 0 && (
        <ul class="files" aria-label={v.text("bring.files")}>
          {files.value.map((file) => (
            <li key={file.name}>
              <span class="file-name">{file.name}</span>
              <span class="aside-note">{v.text("bring.size", { n: v.amount(file.size / 1024) })}</span>
              <button type="button" class="link" disabled={busy.value} aria-label={v.text("bring.removeFile", { file: file.name })}
                onClick={() => bringing.remove(file)}>{v.text("bring.remove")}</button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
