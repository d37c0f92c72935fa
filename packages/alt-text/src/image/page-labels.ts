import type { Ownership } from "../aria/ownership.js";
import { attributeNameBits } from "../html/attributes.js";
import { tagId } from "../html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "../html/tokenizer.js";
import { collapseSpace, isSpace } from "../html/white-space.js";
import type { PageReader } from "../page-reader.js";
import type { RawLabel } from "../raw-image.js";
import { textAlternative } from "./text-alternative.js";

const A = tagId("a");
const BUTTON = tagId("button");

/** What a page's elements contribute to the names of others. */
export type PageLabels = {
  /** The texts of the elements that the current start tag's `aria-labelledby` refers to; empty if it has none. */
  labelledBy(tag: Tokenizer): string;
  /** The text of the `label` elements of the image button or button whose start tag is at `offset`. */
  labelsOf(offset: number): string;
  /**
   * The accessible name of the current control without the image in it; empty if it has none.
   * @param image the offset of the image's start tag
   * @param hasText whether it has visible text. If so, its content isn't read again: the result is empty if nothing
   *   else names it
   * @see https://www.w3.org/TR/accname-1.2/#computation-steps
   */
  controlName(tag: Tokenizer, image: number, hasText: boolean): ControlName;
};

/** A name, and whether it is heard in place of the control's content. */
type ControlName = { label: string; overridesContent: boolean };

/** @param limit the most of one text, in UTF-16 code units */
export function pageLabels(reader: PageReader, owned: Ownership, limit: number): PageLabels {
  const { source, ids } = reader;
  const texts = new Map<string, string>();
  const textOf = (id: string): string => {
    let text = texts.get(id);
    if (text === undefined) {
      const place = ids.find(source, id);
      texts.set(id, (text = place === undefined ? "" : textAlternative(source, place, { limit, owned })));
    }
    return text;
  };
  const join = <Item>(items: readonly Item[], read: (item: Item) => string): string => {
    let text = "";
    for (const item of items) if (text.length < limit) text += ` ${read(item)}`;
    return collapseSpace(text).slice(0, limit);
  };
  const labelledBy = (tag: Tokenizer): string => join(referredIds(tag), textOf);
  let labels: ReadonlyMap<number, readonly RawLabel[]> | undefined;
  const labelsOf = (offset: number): string => {
    if (reader.labels.length === 0) return "";
    labels ??= labelsByControl(reader);
    return join(labels.get(offset) ?? [], (label) => textAlternative(source, label, { limit, owned, except: offset }));
  };
  return {
    labelledBy,
    labelsOf,
    controlName: (tag, image, hasText) => {
      const control = { offset: tag.start, state: 0 };
      let name = "";
      if (tag.attributeIndex("aria-labelledby") >= 0) {
        name = join(referredIds(tag), (id) => {
          const isItself = ids.find(source, id)?.offset === control.offset;
          return isItself ? textAlternative(source, control, { limit, owned, except: image }) : textOf(id);
        });
      }
      name ||= collapseSpace(tag.attribute("aria-label") ?? "");
      if (tag.tag === BUTTON) name ||= labelsOf(control.offset);
      if (name || hasText || !mayBeNamed(tag, image)) return { label: name, overridesContent: name !== "" };
      const label = textAlternative(source, control, { limit, owned, except: image, labelledBy });
      return { label, overridesContent: false };
    },
  };
}

const NAMING: number = /* @__PURE__ */ attributeNameBits([
  "title",
  "alt",
  "aria-label",
  "aria-labelledby",
  "aria-owns",
]);
/** Tags that have a name without these attributes, or that need a full reading. */
const OTHER_NAMING: readonly number[] = "input meter progress select textarea svg math script style"
  .split(" ")
  .map(tagId);

/** A quick test: `false` if the current control contains nothing but the image, as nearly all do. */
function mayBeNamed(tag: Tokenizer, image: number): boolean {
  const control = tag.tag;
  // Others may contain more of their kind, so an end tag may belong to one of those.
  if (control !== A && control !== BUTTON) return true;
  if (tag.attributeIndex("title") >= 0 || tag.attributeIndex("aria-owns") >= 0) return true;
  for (let tokens = 0; tokens < 20; tokens++) {
    const kind = tag.next();
    for (let at = tag.textStart; at < tag.start; at++) if (!isSpace(tag.html.charCodeAt(at))) return true;
    if (kind === END_TAG && tag.tag === control) return false;
    if (kind === END_OF_FILE || kind === CDATA) return true;
    if (kind !== START_TAG || !tag.readAttributes() || tag.start === image) continue;
    if ((tag.attributeNames & NAMING) !== 0 || OTHER_NAMING.includes(tag.tag)) return true;
    // The names don't show it: `role="slider"` has a value.
    if (tag.attributeIndex("role") >= 0) return true;
  }
  return true;
}

function referredIds(tag: Tokenizer): string[] {
  return (tag.attribute("aria-labelledby") ?? "").split(/[\t\n\f\r ]+/).filter(Boolean);
}

/** By the offset of a control: the `label` elements around it, and those that refer to it with `for`. */
function labelsByControl({ source, ids, labels, labelled }: PageReader): Map<number, RawLabel[]> {
  const byControl = new Map<number, RawLabel[]>();
  const tag = new Tokenizer(source);
  for (const label of labels) {
    let control = labelled.get(label.offset);
    if (label.pointing) {
      tag.readTagAt(label.offset);
      control = ids.find(source, tag.attribute("for") ?? "")?.offset;
    }
    if (control === undefined) continue;
    const own = byControl.get(control);
    if (own === undefined) byControl.set(control, [label]);
    else own.push(label);
  }
  return byControl;
}
