/** Lets the browser save bytes as a file, as a click on a link to it would. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A text as part of a file's name: letters and digits of any script, and hyphens. */
export function fileNameOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60).replace(/-$/, "") || "picture";
}
