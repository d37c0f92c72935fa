type Field = HTMLTextAreaElement | HTMLInputElement;

/** How a field's text is read from the notebook and, if there is room, written into it. */
type Place = { readonly key: string; read(): string; write(text: string): boolean };

/**
 * Fills a field with what is kept, and keeps what is written into it. Nothing that isn't kept yet is replaced: neither
 * what was typed before the page's script had come, nor what the browser refused to keep.
 *
 * @returns fills the field again: what is kept may be something else by then
 */
export function keepField(field: Field, { key, read, write }: Place): () => void {
  let isKept = !refused().includes(key);
  const keep = (): void => {
    const was = isKept;
    isKept = write(field.value);
    if (isKept !== was) remember(key, isKept);
  };
  const fill = (): void => {
    const kept = read();
    // Without need, the caret stays where it is.
    if (isKept && field.value.trim() !== kept.trim()) field.value = kept;
  };
  field.addEventListener("input", keep);
  if (!isTypedNow(field)) fill();
  else {
    const kept = read();
    if (field instanceof HTMLTextAreaElement && !field.value.includes(kept)) field.value = `${kept}\n${field.value}`;
    keep();
  }
  return fill;
}

/** Whether a text was typed since the page was opened: on the way back, browsers bring what was in the fields then. */
function isTypedNow(field: Field): boolean {
  const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return field.value !== "" && (opened?.type === "navigate" || document.activeElement === field);
}

/** The fields of this page that the browser refused to keep: it brings them back with its history, and with nothing else. */
function refused(): readonly string[] {
  const { refused: keys } = (history.state ?? {}) as { refused?: unknown };
  return Array.isArray(keys) ? keys : [];
}

function remember(key: string, isKept: boolean): void {
  const others = refused().filter((each) => each !== key);
  history.replaceState({ ...history.state, refused: isKept ? others : [...others, key] }, "");
}
