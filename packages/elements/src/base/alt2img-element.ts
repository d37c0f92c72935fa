import type { Alt2imgError } from "@alt2img/core";
import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclaration,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import type { BaseMessages } from "../messages/base.en.js";
import { baseMessages } from "../messages/base.js";
import { baseStyles } from "./base-styles.js";
import { hintOf } from "./hint-of.js";
import { type Catalog, type Language, languageOf, watchLanguage } from "./language.js";
import type { Speech } from "./speech.js";
import { toError } from "./to-error.js";
import { readUrlState, writeUrlState } from "./url-state.js";
import { whenVisible } from "./when-visible.js";

/** What `alt2img-error` brings. */
export type ErrorDetail = { readonly error: Alt2imgError };

/** How long a value has to stay before it is written to the address: browsers limit how often a page may do so. */
const URL_DELAY = 300;

/**
 * What all elements do: they draw `view`, do their `work` when they are on the screen and again whenever one of their `inputs` changes,
 * show a card when it fails, say `describe` to screen readers, and stop when they are removed.
 *
 * @fires {CustomEvent<ErrorDetail>} alt2img-error - When something doesn't work, with the `Alt2imgError`
 * @csspart problem - The card that says what doesn't work
 * @cssprop --alt2img-accent - Colour of links, focus and fills
 * @cssprop --alt2img-surface - Background
 * @cssprop --alt2img-text - Colour of texts
 * @cssprop --alt2img-muted - Colour of what is less important
 * @cssprop --alt2img-border - Colour of lines
 * @cssprop --alt2img-radius - How round the corners are: a length
 * @cssprop --alt2img-font - Font families
 */
export abstract class Alt2imgElement extends LitElement {
  /** What elements look like. Those with looks of their own add them. */
  static override styles: CSSResultGroup = baseStyles;

  static override properties: PropertyDeclarations = {
    urlState: { type: String, attribute: "url-state" },
    problem: { state: true },
    isBusy: { state: true },
  };

  /** Names of the properties for which `work` is done again when they change. */
  protected static readonly inputs: readonly string[] = [];

  /** Names of the properties that `url-state` keeps; each has an attribute of the same name, in lower case. */
  protected static readonly kept: readonly string[] = [];

  /**
   * Keeps what the user enters in the fragment of the page's address, so that it can be shared: a prefix of letters and digits, a
   * different one for each element of the page. Default: nothing is kept.
   */
  declare urlState: string | undefined;
  /** Why the last work failed. What was there before stays. */
  declare protected problem: Alt2imgError | undefined;
  /** Whether work is going on. */
  declare protected isBusy: boolean;

  #removal: AbortController = new AbortController();
  #run: AbortController | undefined;
  #isStale = false;
  #isRestoring = false;
  #urlTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.isBusy = false;
  }

  /**
   * Without its attribute, or with `undefined` or `null` in its place, as frameworks write “not given”, a public property has its default
   * again.
   */
  override requestUpdate(name?: PropertyKey, before?: unknown, options?: PropertyDeclaration): void {
    const isSet = name !== undefined && options !== undefined && !options.state;
    // Of a default that is being put back, the outer call tells.
    if (isSet && this.#isRestoring) return;
    if (isSet) this.#restoreDefault(name);
    super.requestUpdate(name, before, options);
  }

  #restoreDefault(name: PropertyKey): void {
    const values = this as unknown as Record<PropertyKey, unknown>;
    if (values[name] !== undefined && values[name] !== null) return;
    this.#isRestoring = true;
    values[name] = defaultsOf(this.constructor)[name];
    this.#isRestoring = false;
  }

  /** What the element shows, apart from problems. */
  protected abstract view(): TemplateResult;

  /** One sentence about what it shows, for people who don't see it. It is read out when it changes; keep it short. */
  protected abstract describe(): string;

  /**
   * What takes time. It is aborted when an input changes, and when the element is removed.
   *
   * @throws anything: a card says what
   */
  protected work?(signal: AbortSignal): Promise<void>;

  /** The texts of the language around the element. */
  protected texts<Messages>(catalog: Catalog<Messages>): Messages {
    return catalog[this.language];
  }

  /** The language around the element. */
  protected get language(): Language {
    return languageOf(this);
  }

  /** Aborts when the element is removed. */
  protected get removal(): AbortSignal {
    return this.#removal.signal;
  }

  /** A number as the language writes it. */
  protected format(value: number, options?: Intl.NumberFormatOptions): string {
    return value.toLocaleString(this.language, options);
  }

  /** What is needed to say something in the language around the element. */
  protected speech<Messages>(catalog: Catalog<Messages>): Speech<Messages> {
    const { language } = this;
    return { messages: catalog[language], language, format: (value, options) => this.format(value, options) };
  }

  /** Tells the page something: events bubble, out of shadow roots, too. */
  protected emit<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Shows a card, and tells the page by `alt2img-error`. */
  protected fail(error: unknown): void {
    this.problem = toError(error);
    this.emit<ErrorDetail>("alt2img-error", { error: this.problem });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#removal.signal.aborted) this.#removal = new AbortController();
    const { signal } = this.#removal;
    watchLanguage(this, () => this.requestUpdate(), signal);
    if (this.urlState !== undefined) this.#takeUrlState(this.urlState);
    this.#isStale = true;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#urlTimer);
    this.#removal.abort(new DOMException("The element was removed.", "AbortError"));
  }

  protected override updated(changed: PropertyValues): void {
    const { inputs, kept } = this.constructor as typeof Alt2imgElement;
    if (this.isConnected && (this.#isStale || inputs.some((name) => changed.has(name)))) {
      this.#isStale = false;
      void this.#work();
    }
    if (this.urlState !== undefined && this.hasUpdated && kept.some((name) => changed.has(name))) {
      clearTimeout(this.#urlTimer);
      this.#urlTimer = setTimeout(() => this.#writeUrlState(), URL_DELAY);
    }
  }

  protected override render(): TemplateResult {
    return html`${this.#problemCard()}${this.view()}
      <p class="visually-hidden" aria-live="polite">${this.describe()}</p>`;
  }

  #problemCard(): TemplateResult | typeof nothing {
    if (this.problem === undefined) return nothing;
    const { code, message } = this.problem;
    const { problem, hints }: BaseMessages = this.texts(baseMessages);
    const hint = hintOf(code, hints);
    return html`<div class="problem" part="problem" role="alert">
      <p><strong>${problem}</strong></p>
      ${hint === undefined ? nothing : html`<p>${hint}</p>`}
      <p lang="en" dir="ltr"><bdi>${message}</bdi></p>
      <p class="muted"><code>${code}</code></p>
    </div>`;
  }

  /** Only the last run counts. */
  async #work(): Promise<void> {
    if (this.work === undefined) return;
    this.#run?.abort(new DOMException("Something else is wanted.", "AbortError"));
    const run = new AbortController();
    this.#run = run;
    const signal = AbortSignal.any([run.signal, this.#removal.signal]);
    try {
      await whenVisible(this, signal);
      this.isBusy = true;
      await this.work(signal);
      if (!signal.aborted) this.problem = undefined;
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    } finally {
      if (this.#run === run) this.isBusy = false;
    }
  }

  #takeUrlState(prefix: string): void {
    const { kept } = this.constructor as typeof Alt2imgElement;
    const state = readUrlState(location.hash, prefix);
    for (const name of kept) {
      const value = state[name];
      if (value !== undefined) this.setAttribute(name.toLowerCase(), value);
    }
  }

  #writeUrlState(): void {
    const { kept } = this.constructor as typeof Alt2imgElement;
    const values = this as unknown as Readonly<Record<string, unknown>>;
    const entries = kept.map((name) => [name, values[name]] as const).filter(([, value]) => value !== undefined);
    const state = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${location.search}${writeUrlState(location.hash, this.urlState ?? "", state)}`,
    );
  }
}

const pristine = new WeakMap<object, Readonly<Record<PropertyKey, unknown>>>();

/** The properties of an element that nobody has changed, by its class. */
function defaultsOf(elementClass: object): Readonly<Record<PropertyKey, unknown>> {
  let defaults = pristine.get(elementClass);
  if (defaults === undefined) {
    const made = new (elementClass as new () => HTMLElement)();
    pristine.set(elementClass, (defaults = made as unknown as Readonly<Record<PropertyKey, unknown>>));
  }
  return defaults;
}

declare global {
  interface GlobalEventHandlersEventMap {
    "alt2img-error": CustomEvent<ErrorDetail>;
  }
}
