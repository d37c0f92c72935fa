import { hidingState } from "../html/hiding-state.js";
import type { HtmlSource } from "../html/html-source.js";
import type { IdPlace } from "../html/id-places.js";
import { OpenElements } from "../html/open-elements.js";
import { RAW_TEXT, RCDATA, tagFlags, tagName } from "../html/tag-name.js";
import { END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "../html/tokenizer.js";

// https://html.spec.whatwg.org/multipage/forms.html#category-label, without form-associated custom elements
const LABELABLE = /^(?:button|input|meter|output|progress|select|textarea)$/;

/**
 * The `label` elements of some controls. The page is read a second time, so this is for the few pages that have such
 * controls.
 *
 * @param controls the offset of each control's start tag, and its id where it is the first element that has it
 * @returns by a control's offset where its labels start, in the order of the page
 * @see https://html.spec.whatwg.org/multipage/forms.html#labeled-control
 */
export function findControlLabels(
  source: HtmlSource,
  controls: ReadonlyMap<number, string | undefined>,
): Map<number, IdPlace[]> {
  const labels = new Map<number, IdPlace[]>();
  const byId = new Map<string, number>();
  for (const [offset, id] of controls) {
    labels.set(offset, []);
    if (id !== undefined) byId.set(id, offset);
  }
  const tokenizer = new Tokenizer(source);
  const open = new OpenElements();
  // The labels without `for` that stand open, each until the first control in it: that is the one it speaks of.
  const around: { depth: number; label: IdPlace }[] = [];
  while (true) {
    tokenizer.cdataAllowed = open.inForeign;
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) break;
    const isStart = kind === START_TAG && tokenizer.readAttributes();
    if (!isStart && kind !== END_TAG) continue;
    const own = isStart ? hidingState(tokenizer) : 0;
    const isHtml = isStart && open.start(tokenizer, own) === "html";
    if (!isStart) open.end(tokenizer);
    while (around.length > 0 && around.at(-1)!.depth > open.lowest) around.pop();
    if (!isHtml) continue;
    if ((tagFlags(tokenizer.tag) & (RAW_TEXT | RCDATA)) !== 0) tokenizer.enterRawText(tagName(tokenizer.tag));
    if (open.inTemplate) continue;
    const name = tokenizer.name();
    if (name === "label") {
      const label = { offset: tokenizer.start, state: open.state };
      const target = tokenizer.attribute("for");
      if (target === undefined) around.push({ depth: open.depth, label });
      else labels.get(byId.get(target) ?? -1)?.push(label);
    } else if (LABELABLE.test(name) && tokenizer.attribute("type")?.toLowerCase() !== "hidden") {
      const nearest = around.pop();
      if (nearest !== undefined) labels.get(tokenizer.start)?.push(nearest.label);
    }
  }
  for (const places of labels.values()) places.sort((a, b) => a.offset - b.offset);
  return labels;
}
