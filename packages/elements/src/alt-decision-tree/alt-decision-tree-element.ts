import {
  type AltDecisionOutcome,
  type AltDecisionQuestion,
  type AltDecisionStep,
  type AltDecisionTree,
  altDecisionTree,
  decideAlt,
} from "@alt2img/alt-text/lint";
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { defineElement } from "../base/define-element.js";
import { pictureUrl } from "../base/safe-url.js";
import { altDecisionTreeMessages } from "../messages/alt-decision-tree.js";
import { altDecisionTreeStyles } from "./alt-decision-tree-styles.js";
import { translateTree } from "./translate-tree.js";

/** What `alt2img-alt-decision` brings: the answers so far, and at the end what to do. */
export type AltDecisionDetail = {
  /** The ids of the answers. */
  readonly path: readonly string[];
  /** The id of the outcome, at the end. */
  readonly outcome?: string;
};

/**
 * What an alt text should say: the W3C's decision tree, question by question, with an example at its end.
 *
 * @tagname alt2img-alt-decision-tree
 * @fires {CustomEvent<AltDecisionDetail>} alt2img-alt-decision - After each answer, with all answers, and the outcome at the end
 * @csspart picture - The picture in question
 * @csspart question - The question, or what to do
 * @csspart answers - The answers to choose from
 * @csspart answer - Each of them
 * @csspart example - HTML that does it right
 * @csspart path - The answers so far
 */
export class AltDecisionTreeElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, altDecisionTreeStyles];
  static override properties: PropertyDeclarations = {
    path: { type: String, reflect: true },
    picture: { type: String, reflect: true },
    tree: { attribute: false },
  };
  protected static override readonly kept: readonly string[] = ["path"];

  /** The ids of the answers so far, with spaces between: `"no yes"`. Default: none, the first question. */
  declare path: string;
  /** The URL of a picture to show with the questions. Default: none. */
  declare picture: string | undefined;
  /** Another tree: `translateTree` isn't applied to it. Default: the W3C's, in the page's language. */
  declare tree: AltDecisionTree | undefined;

  /** The last step that the path leads to. */
  #step: AltDecisionStep | undefined;
  /** The answers that lead there. */
  #path: readonly string[] = [];
  #isPressed = false;

  constructor() {
    super();
    this.path = "";
  }

  protected override willUpdate(): void {
    const path = this.path.split(/\s+/).filter((id) => id !== "");
    try {
      // The texts depend on the language, too.
      this.#step = decideAlt(this.#tree, path);
      this.#path = path;
      this.problem = undefined;
    } catch (error) {
      if (this.problem === undefined) this.fail(error);
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#isPressed) return;
    this.#isPressed = false;
    // The pressed button is gone: move the focus to the new question.
    this.renderRoot.querySelector<HTMLElement>(".question")?.focus();
    const step = this.#step;
    const detail = { path: this.#path, ...(step?.done ? { outcome: step.outcome.id } : {}) };
    this.emit<AltDecisionDetail>("alt2img-alt-decision", detail);
  }

  get #tree(): AltDecisionTree {
    return this.tree ?? translateTree(altDecisionTree, this.texts(altDecisionTreeMessages).tree);
  }

  protected override view(): TemplateResult {
    const messages = this.texts(altDecisionTreeMessages);
    const picture = this.picture === undefined ? undefined : pictureUrl(this.picture, this.baseURI);
    const step = this.#step;
    const { source } = this.#tree;
    return html`${
      picture === undefined
        ? nothing
        : html`<img part="picture" src=${picture} alt=${messages.picture} referrerpolicy="no-referrer">`
    }
      ${step === undefined ? nothing : step.done ? this.#outcome(step.outcome) : this.#question(step.question)}
      ${
        this.#path.length === 0
          ? nothing
          : html`<p class="steps">
              <button type="button" @click=${() => this.#go(this.#path.slice(0, -1))}>${messages.back}</button>
              <button type="button" @click=${() => this.#go([])}>${messages.again}</button>
            </p>
            <details>
              <summary>${messages.soFar}</summary>
              <ol part="path">${this.#answered().map(([question, answer]) => html`<li>${question} <strong>${answer}</strong></li>`)}</ol>
            </details>`
      }
      <p class="muted">${messages.source}<a href=${source.url} target="_blank" rel="noreferrer">${source.name}</a></p>`;
  }

  #question({ question, help, answers }: AltDecisionQuestion): TemplateResult {
    const messages = this.texts(altDecisionTreeMessages);
    return html`<p class="muted">${messages.step(this.format(this.#path.length + 1))}</p>
      <p class="question" part="question" tabindex="-1">${question}</p>
      <p>${help}</p>
      <div class="answers" part="answers" role="group" aria-label=${messages.answers}>
        ${answers.map(
          ({ id, label }) =>
            html`<button type="button" part="answer" @click=${() => this.#go([...this.#path, id])}>${label}</button>`,
        )}
      </div>`;
  }

  #outcome({ advice, example, technique }: AltDecisionOutcome): TemplateResult {
    const messages = this.texts(altDecisionTreeMessages);
    return html`<p class="question" part="question" tabindex="-1">${advice}</p>
      <p>${messages.example}</p>
      <pre part="example" dir="ltr" lang="en"><code>${example}</code></pre>
      <p>${messages.see}<a href=${technique.url} target="_blank" rel="noreferrer">${technique.name}</a></p>`;
  }

  /** Each question so far with its answer. */
  #answered(): [question: string, answer: string][] {
    return this.#path.map((id, i) => {
      const step = decideAlt(this.#tree, this.#path.slice(0, i));
      if (step.done) return ["", ""];
      return [step.question.question, step.question.answers.find((answer) => answer.id === id)?.label ?? id];
    });
  }

  #go(path: readonly string[]): void {
    this.#isPressed = true;
    this.path = path.join(" ");
  }

  protected override describe(): string {
    // The focus goes to the question, which is read out then.
    return "";
  }
}

defineElement("alt2img-alt-decision-tree", AltDecisionTreeElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-alt-decision-tree": AltDecisionTreeElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-alt-decision": CustomEvent<AltDecisionDetail>;
  }
}
