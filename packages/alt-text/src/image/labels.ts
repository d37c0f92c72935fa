import { decodeCharacterReferences } from "../html/character-reference.js";
import { hidingState } from "../html/hiding-state.js";
import { HIDDEN, IN_TEMPLATE, OpenElements } from "../html/open-elements.js";
import { BLOCK, RAW_TEXT, RCDATA, tagFlags, tagId, tagName } from "../html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, normalizeText, START_TAG, Tokenizer } from "../html/tokenizer.js";
import { collapseSpace } from "../html/white-space.js";

const IMG = tagId("img");
const INPUT = tagId("input");
const TITLE = tagId("title");
const TEXTAREA = tagId("textarea");

/** A piece of text that takes part in a label. */
type Fragment = {
  text: string;
  hidden: boolean;
  /** How deep the innermost `aria-label` lies that stands for the fragment; 0 where none does. */
  replacedAt: number;
  /** Text in `svg` that is no `title`: it only counts in a label that is part of the drawing itself. */
  drawn: boolean;
};

/** An element that is referred to, while it is open: its label is made of the fragments in it. */
type OpenLabel = {
  id: string;
  depth: number;
  hidden: boolean;
  drawn: boolean;
  firstFragment: number;
  /** Its own `aria-label`, or what else it says without its content. */
  own: string;
};

/** An element in a label: its `title` stands in when it has no content. */
type Titled = { depth: number; firstFragment: number; title: string };

/**
 * The text alternatives of the elements with the given ids, as a reference by `aria-labelledby` takes them: what they
 * say themselves (`aria-label`, `alt`), else what is in them. A hidden element gives its hidden content; a shown one
 * only what is shown. One pass over the page, made only for pages with such references.
 *
 * @param limit the most of one label, in UTF-16 code units
 * @see https://www.w3.org/TR/accname-1.2/#comp_labelledby
 */
export function readLabels(html: string, ids: ReadonlySet<string>, limit: number): Map<string, string> {
  return new LabelReader(html, ids, limit).read();
}

class LabelReader {
  readonly #tokenizer: Tokenizer;
  readonly #open = new OpenElements();
  readonly #ids: ReadonlySet<string>;
  readonly #limit: number;
  readonly #labels = new Map<string, string>();
  readonly #openLabels: OpenLabel[] = [];
  readonly #seen = new Set<string>();
  readonly #fragments: Fragment[] = [];
  // The last fragment that is more than white space.
  #lastWords = -1;
  // Depths of the open elements whose `aria-label` stands for their content.
  readonly #replaced: number[] = [];
  readonly #titled: Titled[] = [];

  constructor(html: string, ids: ReadonlySet<string>, limit: number) {
    this.#tokenizer = new Tokenizer(html);
    this.#ids = ids;
    this.#limit = limit;
  }

  read(): Map<string, string> {
    const tokenizer = this.#tokenizer;
    const open = this.#open;
    while (true) {
      tokenizer.cdataAllowed = open.inForeign;
      const kind = tokenizer.next();
      if (this.#openLabels.length > 0 && tokenizer.textStart < tokenizer.start) {
        this.#addText(tokenizer.html.slice(tokenizer.textStart, tokenizer.start), false);
      }
      if (kind === START_TAG && tokenizer.readAttributes()) {
        this.#startTag();
      } else if (kind === END_TAG) {
        open.end(tokenizer);
        if ((tagFlags(tokenizer.tag) & BLOCK) !== 0) this.#add(" ");
        this.#close(open.lowest);
      } else if (kind === CDATA) {
        this.#addText(tokenizer.html.slice(tokenizer.contentStart, tokenizer.contentEnd), true);
      } else if (kind === END_OF_FILE) {
        this.#close(0);
        return this.#labels;
      }
    }
  }

  #startTag(): void {
    const tokenizer = this.#tokenizer;
    const open = this.#open;
    const { tag } = tokenizer;
    const own = hidingState(tokenizer);
    const isHtml = open.start(tokenizer, own) === "html";
    this.#close(open.lowest);
    const flags = isHtml ? tagFlags(tag) : 0;
    const pushed = open.depth > open.lowest;
    const hidden = ((pushed ? open.state : open.state | own) & HIDDEN) !== 0;
    if ((flags & BLOCK) !== 0) this.#add(" ");
    const id = tokenizer.attribute("id");
    const isWanted = id !== undefined && this.#ids.has(id) && !this.#seen.has(id) && !open.inTemplate;
    if (isWanted || this.#openLabels.length > 0) {
      const ariaLabel = collapseSpace(tokenizer.attribute("aria-label") ?? "");
      const own = ariaLabel === "" && isHtml ? ownText(tokenizer) : ariaLabel;
      if (own !== "") this.#add(own, hidden);
      const firstFragment = this.#fragments.length;
      const title = own === "" ? tokenizer.attribute("title") : undefined;
      if (isWanted) {
        this.#seen.add(id);
        const label = { id, depth: open.depth, hidden, drawn: open.inForeign, firstFragment, own };
        if (pushed) this.#openLabels.push(label);
        else
          this.#labels.set(
            id,
            own || collapseSpace((tag === IMG ? tokenizer.attribute("alt") : undefined) ?? title ?? ""),
          );
      }
      if (title !== undefined && pushed) this.#titled.push({ depth: open.depth, firstFragment, title });
      if (ariaLabel !== "" && pushed) this.#replaced.push(open.depth);
    }
    if ((flags & (RAW_TEXT | RCDATA)) !== 0) tokenizer.enterRawText(tagName(tag));
  }

  #addText(source: string, literal: boolean): void {
    const open = this.#open;
    if ((open.state & IN_TEMPLATE) !== 0 || !this.#isText()) return;
    this.#add(literal ? source : decodeCharacterReferences(normalizeText(source), "text"), (open.state & HIDDEN) !== 0);
  }

  // `script` and `style` are never text.
  #isText(): boolean {
    const { top, inForeign } = this.#open;
    return inForeign || top === TEXTAREA || (tagFlags(top) & (RAW_TEXT | RCDATA)) === 0;
  }

  #add(text: string, hidden: boolean = (this.#open.state & HIDDEN) !== 0): void {
    if (this.#openLabels.length === 0) return;
    const drawn = this.#open.inForeign && this.#open.top !== TITLE;
    if (/\S/.test(text)) this.#lastWords = this.#fragments.length;
    this.#fragments.push({ text, hidden, replacedAt: this.#replaced.at(-1) ?? 0, drawn });
  }

  #close(depth: number): void {
    while (this.#replaced.length > 0 && this.#replaced.at(-1)! > depth) this.#replaced.pop();
    for (let titled = this.#titled.at(-1); titled !== undefined && titled.depth > depth; titled = this.#titled.at(-1)) {
      this.#titled.pop();
      if (this.#lastWords < titled.firstFragment) this.#add(` ${titled.title} `);
    }
    while (this.#openLabels.length > 0 && this.#openLabels.at(-1)!.depth > depth) {
      const label = this.#openLabels.pop()!;
      this.#labels.set(label.id, label.own || this.#content(label));
    }
    if (this.#openLabels.length === 0) {
      this.#fragments.length = 0;
      this.#lastWords = -1;
      this.#titled.length = 0;
    }
  }

  #content({ depth, hidden, drawn, firstFragment }: OpenLabel): string {
    let content = "";
    // Fragments that are left out count too, so that labels in labels cost no more than their number.
    const last = Math.min(this.#fragments.length, firstFragment + this.#limit);
    for (let i = firstFragment; i < last && content.length < this.#limit; i++) {
      const fragment = this.#fragments[i]!;
      const isPart = (hidden || !fragment.hidden) && (drawn || !fragment.drawn) && fragment.replacedAt <= depth;
      if (isPart) content += fragment.text;
    }
    return collapseSpace(content.slice(0, this.#limit));
  }
}

/** What an element without content says: the alternative of an image, the value of a field. */
function ownText(tokenizer: Tokenizer): string {
  if (tokenizer.tag === IMG) {
    return collapseSpace(tokenizer.attribute("alt") ?? tokenizer.attribute("title") ?? "");
  }
  if (tokenizer.tag !== INPUT) return "";
  const type = tokenizer.attribute("type")?.toLowerCase();
  if (type === "hidden" || type === "checkbox" || type === "radio" || type === "password") return "";
  return collapseSpace(tokenizer.attribute(type === "image" ? "alt" : "value") ?? "");
}
