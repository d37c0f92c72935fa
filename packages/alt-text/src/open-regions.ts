import { type ControlRole, isControlRole } from "./aria/control-role.js";
import { isPresentational } from "./aria/role.js";
import type { OpenElements } from "./html/open-elements.js";
import type { Tokenizer } from "./html/tokenizer.js";
import type { ControlRegion, LinkRegion, Region, RegionKind } from "./raw-image.js";
import type { TextRuns } from "./text-runs.js";

/** The regions that are open at a position in the page, the innermost of each kind. */
export class OpenRegions {
  /** An `a` with a target, or with the role of a control. */
  link: LinkRegion | undefined;
  figure: Region | undefined;
  /** Any other control. */
  button: Region | undefined;
  label: Region | undefined;
  picture: Region | undefined;
  graphic: Region | undefined;
  language: Region | undefined;
  /** The latest heading; it stays when it ends. */
  heading: Region | undefined;
  readonly #tokenizer: Tokenizer;
  readonly #open: OpenElements;
  readonly #text: TextRuns;
  readonly #regions: Region[] = [];
  // Depth of the innermost region: most tags end none.
  #deepest = -1;

  constructor(tokenizer: Tokenizer, open: OpenElements, text: TextRuns) {
    this.#tokenizer = tokenizer;
    this.#open = open;
    this.#text = text;
  }

  /** The nearest control around this position. */
  get control(): ControlRegion | undefined {
    const { link, button } = this;
    if (link?.role === undefined) return button;
    return button !== undefined && button.offset > link.offset ? button : link;
  }

  /** Opens one for the element of the start tag at hand, which has just been opened. */
  start(kind: RegionKind): Region {
    const run = this.#text.count;
    // All of one shape, which makes them faster to read.
    const region: Region = {
      kind,
      depth: this.#open.depth,
      offset: this.#tokenizer.start,
      outer: this.#outer(kind),
      firstRun: run,
      endRun: run,
      text: undefined,
      caption: undefined,
      sources: undefined,
      image: undefined,
      language: undefined,
      role: undefined,
      filled: false,
    };
    this.#regions.push(region);
    this.#deepest = region.depth;
    if (kind === "heading") this.heading = region;
    else this.#set(kind, region);
    return region;
  }

  /** An `a` starts. It ends the one before. */
  startLink(hasTarget: boolean, explicitRole: string | undefined): LinkRegion | undefined {
    this.endLink();
    const role = linkRole(hasTarget, explicitRole);
    if (!hasTarget && role === undefined) return undefined;
    const run = this.#text.count;
    this.link = {
      offset: this.#tokenizer.start,
      scope: this.#open.scope,
      outer: this.link,
      firstRun: run,
      endRun: run,
      text: undefined,
      role,
      hasTarget,
    };
    return this.link;
  }

  /** A link continues after the end of a block, as a formatting element does, but not outside a table cell. */
  endLink(): void {
    if (this.link === undefined || this.link.scope !== this.#open.scope) return;
    this.link.endRun = this.#text.count;
    this.link = this.link.outer;
  }

  /**
   * Closes all regions deeper than `depth`.
   * @returns those of images (`graphic`) and of their texts (`capture`), the innermost first; `undefined` for none
   */
  end(depth: number): Region[] | undefined {
    while (this.link !== undefined && this.link.scope > depth) {
      this.link.endRun = this.#text.count;
      this.link = this.link.outer;
    }
    return this.#deepest > depth ? this.#endRegions(depth) : undefined;
  }

  #endRegions(depth: number): Region[] | undefined {
    let ended: Region[] | undefined;
    while (this.#deepest > depth) {
      const region = this.#regions.pop()!;
      region.endRun = this.#text.count;
      this.#set(region.kind, region.outer);
      if (region.kind === "graphic" || region.kind === "capture") (ended ??= []).push(region);
      this.#deepest = this.#regions.at(-1)?.depth ?? -1;
    }
    return ended;
  }

  #outer(kind: RegionKind): Region | undefined {
    if (kind === "language") return this.language;
    if (kind === "graphic") return this.graphic;
    if (kind === "figure") return this.figure;
    if (kind === "button") return this.button;
    if (kind === "label") return this.label;
    return kind === "picture" ? this.picture : undefined;
  }

  #set(kind: RegionKind, region: Region | undefined): void {
    if (kind === "language") this.language = region;
    else if (kind === "graphic") this.graphic = region;
    else if (kind === "figure") this.figure = region;
    else if (kind === "button") this.button = region;
    else if (kind === "label") this.label = region;
    else if (kind === "picture") this.picture = region;
  }
}

/** The role of an `a` as a control. A link can be focused, so that `role=none` doesn't count. */
function linkRole(hasTarget: boolean, role: string | undefined): ControlRole | undefined {
  if (isControlRole(role)) return role;
  return hasTarget && (role === undefined || isPresentational(role)) ? "link" : undefined;
}
