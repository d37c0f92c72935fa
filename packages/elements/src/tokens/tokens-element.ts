import type { TokenizedText } from "@alt2img/clip";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { modelSource } from "../base/model-source.js";
import { baseMessages } from "../messages/base.js";
import { tokensMessages } from "../messages/tokens.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { hex, type Piece, pieceOf } from "./piece.js";
import type { TokensTasks } from "./tasks.js";
import { tokensStyles } from "./tokens-styles.js";

const worker = /* @__PURE__ */ sharedWorker<TokensTasks>(
  () => new Worker(new URL("./tokens-worker.js", import.meta.url), { type: "module", name: "alt2img-tokens" }),
);

/**
 * What CLIP reads in place of a text: its tokens, each with its number, and where a long text is cut.
 *
 * @tagname alt2img-tokens
 * @fires {CustomEvent<TokenizedText>} alt2img-tokens - After each change, with the tokens, their numbers and the words that are cut
 * @csspart input - The box to enter a text
 * @csspart tokens - The list of tokens
 * @csspart token - Each token in it
 * @csspart cut - The words that the model doesn't see
 * @csspart table - The tokens as a table
 */
export class TokensElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, tokensStyles];
  static override properties: PropertyDeclarations = {
    text: { type: String, reflect: true },
    model: { type: String, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    tokenized: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["text", "model"];
  protected static override readonly kept: readonly string[] = ["text"];

  /** The text. Default: an example. */
  declare text: string | undefined;
  /**
   * A CLIP or SigLIP: the URL of its folder, or its id on Hugging Face (`owner/name`). Only its tokenizer is fetched: 191 kB of the
   * tiny CLIP, 2 to 35 MB of others. Default: the tiny CLIP.
   */
  declare model: string | undefined;
  /** Without the box to enter a text. Default: with it. */
  declare noInput: boolean;
  /** The last text that could be tokenized. */
  declare protected tokenized: TokenizedText | undefined;

  constructor() {
    super();
    this.noInput = false;
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const model = modelSource(this.model ?? "", this.baseURI);
    const tokenized = await worker(this.removal)("tokenize", [this.#text, model], { signal });
    this.tokenized = tokenized;
    this.emit<TokenizedText>("alt2img-tokens", tokenized);
  }

  get #text(): string {
    return this.text ?? this.texts(tokensMessages).example;
  }

  protected override view(): TemplateResult {
    const messages = this.texts(tokensMessages);
    return html`${
      this.noInput
        ? nothing
        : html`<label for="text">${messages.text}</label>
          <textarea id="text" part="input" rows="2" dir="auto" .value=${this.#text} @input=${this.#onInput}></textarea>`
    }
      <p>${messages.explanation}</p>
      ${this.tokenized === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#tokens(this.tokenized)}`;
  }

  #tokens({ text, tokens, inputIds, cutWords }: TokenizedText): TemplateResult {
    const messages = this.texts(tokensMessages);
    const pieces = tokens.map((token, i) => ({ token, id: inputIds[i]!, piece: pieceOf(token) }));
    return html`<div aria-busy=${this.isBusy}>
      ${text === this.#text ? nothing : html`<p>${messages.cleaned}<q dir="auto">${text}</q></p>`}
      <ol part="tokens">
        ${pieces.map(
          ({ id, piece }) => html`<li part="token" class=${classOf(piece)}>
            <span class="token"><bdi>${this.#shown(piece)}</bdi></span> <code class="id">${id}</code>
          </li>`,
        )}
      </ol>
      <p class="muted">${this.#room(tokens.length, inputIds.length)} ${messages.wordEnd}</p>
      ${cutWords.length === 0 ? nothing : html`<p class="warning" part="cut">${messages.cut(cutWords.join(" "))}</p>`}
      <details>
        <summary>${messages.table}</summary>
        ${dataTable(
          messages.table,
          Object.values(messages.columns),
          pieces.map(
            ({ token, id, piece }, i) => html`<tr>
                  <td>${i + 1}</td>
                  <td><bdi>${piece.text ?? (piece.kind === "piece" ? messages.partOfCharacter : messages[piece.kind])}</bdi></td>
                  <td>${id}</td>
                  <td><code><bdi>${token}</bdi></code></td>
                  <td><code>${piece.bytes === undefined ? "" : hex(piece.bytes)}</code></td>
                </tr>`,
          ),
        )}
      </details>
    </div>`;
  }

  #shown({ kind, text, bytes, wordEdge }: Piece): string {
    if (kind !== "piece") return this.texts(tokensMessages)[kind];
    const shown = text ?? hex(bytes ?? new Uint8Array());
    return `${wordEdge === "start" ? "␣" : ""}${shown}${wordEdge === "end" ? "␣" : ""}`;
  }

  #room(count: number, most: number): string {
    return this.texts(tokensMessages).room(this.format(count), this.format(most));
  }

  protected override describe(): string {
    if (this.tokenized === undefined) return "";
    const { tokens, inputIds, cutWords } = this.tokenized;
    const messages = this.texts(tokensMessages);
    const rest = cutWords.length === 0 ? messages.fits : messages.cut(cutWords.join(" "));
    return `${this.#room(tokens.length, inputIds.length)} ${rest}`;
  }

  #onInput({ currentTarget }: InputEvent): void {
    this.text = (currentTarget as HTMLTextAreaElement).value;
  }
}

const classOf = ({ kind, text }: Piece): string => (kind !== "piece" ? "mark" : text === undefined ? "part" : "");

defineElement("alt2img-tokens", TokensElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-tokens": TokensElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-tokens": CustomEvent<TokenizedText>;
  }
}
