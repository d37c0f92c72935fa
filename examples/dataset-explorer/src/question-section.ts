import type { Client } from "@alt2img/core/worker";
import { byId, counted } from "@alt2img/example-shared/element";
import { percent } from "./losses-view.js";
import type { Answer, Part, Tasks } from "./worker/protocol.js";

export type QuestionSection = {
  /** Other pairs are open. */
  reset(): void;
  /** Asks this, unless it is empty. */
  take(question: string): void;
  /** The funnel has changed: the answer says what it keeps. */
  update(): void;
};

const reasons: Readonly<Record<Answer["matches"][number]["by"], string>> = {
  file: "the same file",
  url: "the same address",
  domain: "the same domain",
  likeness: "a picture that looks alike",
};

/** “Was this trained on?” */
export function connectQuestion(
  call: Client<Tasks, Part>,
  cardsOf: (pairs: readonly number[]) => Promise<HTMLElement[]>,
  onAsk: (question: string) => void,
): QuestionSection {
  const status = byId("ask-status", HTMLParagraphElement);
  const matches = byId("ask-matches", HTMLOListElement);
  const text = byId("ask-text", HTMLInputElement);
  const picture = byId("ask-picture", HTMLInputElement);
  let asking = new AbortController();
  let answer: Answer | undefined;

  async function ask(question: Blob | string): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    answer = undefined;
    matches.replaceChildren();
    status.textContent = "Looking …";
    try {
      answer = await call("ask", [question], {
        signal,
        onPart: ({ stage, done, total }) => {
          status.textContent = `${stage} … ${total ? percent(done / total) : ""}`;
        },
      });
      await show();
    } catch (error) {
      if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  async function show(): Promise<void> {
    const shown = answer;
    if (shown === undefined) return;
    const cards = await cardsOf(shown.matches.map(({ pair }) => pair));
    if (shown !== answer) return;
    matches.replaceChildren(...cards);
    const kept = cards.filter((card) => card.querySelector(".why") === null).length;
    status.textContent = inWords(shown, kept);
  }

  byId("ask", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    onAsk(text.value.trim());
    void ask(text.value.trim());
  });
  picture.addEventListener("change", () => {
    const [file] = picture.files ?? [];
    if (file !== undefined) {
      onAsk("");
      void ask(file);
    }
    picture.value = "";
  });
  return {
    reset() {
      asking.abort();
      answer = undefined;
      matches.replaceChildren();
      status.textContent = "";
    },
    take(question) {
      text.value = question;
      if (question !== "") void ask(question);
    },
    update: () => void show(),
  };
}

function inWords({ verdict, probability, matches, total }: Answer, kept: number): string {
  const [first] = matches;
  if (first === undefined || verdict === "no") return "No: there is no sign of it among the pairs. That isn’t a proof.";
  const isPartial = matches.length < total;
  const found = `${counted(total, "pair")} with ${reasons[first.by]}${isPartial ? `, of which ${matches.length} are listed` : ""}`;
  const filtered =
    total === 1
      ? `Your filter ${kept === 1 ? "keeps" : "rejects"} it.`
      : `Your filter keeps ${kept} of ${isPartial ? "those listed" : "them"}.`;
  if (verdict === "yes") return `Yes: ${found}. ${filtered}`;
  return `Perhaps, with a probability of ${percent(probability)}: ${found}. ${filtered}`;
}
