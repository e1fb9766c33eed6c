/** Hands a file to the reader under a name that every file system takes. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, "-");
  link.click();
  // The browser has taken the file by the next task; without this it would stay in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
