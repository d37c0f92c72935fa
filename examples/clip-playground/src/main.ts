import type { Embedding, Progress } from "@alt2img/core";
import { clientOf } from "@alt2img/core/worker";
import { byId, counted, h } from "@alt2img/example-shared/element";
import { explanationPanel } from "./explanation.js";
import { type Measure, scoreTable } from "./matrix.js";
import { type Cell, matrixView } from "./matrix-view.js";
import { connectPageCheck } from "./page-check.js";
import { createPicture, type Picture, pictureList, pictureName } from "./pictures.js";
import { samplePictures, sampleTexts } from "./samples.js";
import type { ModelFacts } from "./worker/model.js";
import type { Tasks } from "./worker/protocol.js";

/** More make a table that nobody can read. */
const MOST_PICTURES = 30;
const MOST_TEXTS = 50;

const measureNotes: Readonly<Record<Measure, (scale: string) => string>> = {
  cosine: () =>
    "The cosine of the angle between the picture and the text in the model’s space: 1 for the same direction, 0 for nothing in common. It isn’t a percentage, and other models’ cosines are on other scales.",
  logit: (scale) => `The cosine times ${scale} that the model has learned. Only the differences between logits matter.`,
  probability: () =>
    "For each picture, how likely each text is if exactly one of them is right: the logits’ softmax. Each column adds up to 100 %. Another text in the list changes all of them.",
};

const status = byId("status", HTMLParagraphElement);
const progress = byId("progress", HTMLProgressElement);
const textArea = byId("texts", HTMLTextAreaElement);
const matrix = byId("matrix", HTMLDivElement);
const scores = byId("scores", HTMLElement);
const problems = byId("picture-problems", HTMLDivElement);

// Everything that takes time is done in a worker, so that the page never freezes: decoding, the model, WordNet, pages.
const call = clientOf<Tasks, Progress>(
  new Worker(new URL("./worker/serve.ts", import.meta.url), { type: "module", name: "playground" }),
);
const explain = explanationPanel(byId("explanation", HTMLElement), call);
const embeddingOf = new Map<string, Embedding>();
let pictures: Picture[] = [];
let model: ModelFacts | undefined;
let selected: { picture: Picture; text: string } | undefined;
let explained: typeof selected;
let controller = new AbortController();

const loading = call("load", [], { onPart: showLoading });

function showLoading({ done, total }: Progress): void {
  if (total !== undefined) progress.value = done / total;
}

const measure = (): Measure =>
  (document.querySelector<HTMLInputElement>("input[name=measure]:checked")?.value as Measure | undefined) ?? "cosine";

/** The different texts, in order. */
function texts(): string[] {
  const lines = textArea.value.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))].slice(0, MOST_TEXTS);
}

/** Computes what is missing and shows the table. A later call aborts this one. */
async function update(): Promise<void> {
  controller.abort();
  controller = new AbortController();
  const { signal } = controller;
  const shown = texts();
  showPictures();
  showMatrix();
  try {
    model ??= await loading;
    signal.throwIfAborted();
    progress.hidden = true;
    const unknown = shown.filter((text) => !embeddingOf.has(text));
    if (unknown.length > 0) {
      const embeddings = await call("embedTexts", [unknown], { signal });
      for (const [i, text] of unknown.entries()) embeddingOf.set(text, embeddings[i]!);
    }
    for (const picture of [...pictures]) await embed(picture, signal);
    signal.throwIfAborted();
    showPictures();
    showMatrix();
    status.textContent = `${counted(pictures.length, "picture")} and ${counted(shown.length, "text")} compared.`;
  } catch (error) {
    if (signal.aborted) return;
    progress.hidden = true;
    status.textContent = error instanceof Error ? error.message : String(error);
  }
}

async function embed(picture: Picture, signal: AbortSignal): Promise<void> {
  if (picture.embedding !== undefined) return;
  status.textContent = `Looking at ${picture.name} …`;
  try {
    picture.embedding = await call("embedPicture", [picture.file], { signal });
  } catch (error) {
    signal.throwIfAborted();
    remove(picture);
    problems.append(h("p", { class: "warning" }, `${picture.name}: ${error instanceof Error ? error.message : error}`));
  }
}

function remove(picture: Picture): void {
  pictures = pictures.filter((each) => each !== picture);
  URL.revokeObjectURL(picture.url);
  if (selected?.picture === picture) selected = undefined;
}

function showPictures(): void {
  byId("pictures", HTMLUListElement).replaceChildren(
    ...pictureList(pictures, (picture) => {
      remove(picture);
      byId("files", HTMLInputElement).focus();
      void update();
    }),
  );
}

function showMatrix(): void {
  const shown = texts();
  const embeddings = shown.map((text) => embeddingOf.get(text));
  const isKnown = embeddings.every((embedding) => embedding !== undefined) && pictures.every((each) => each.embedding);
  const table =
    model !== undefined && isKnown
      ? scoreTable(
          pictures.map(({ embedding }) => embedding),
          embeddings,
          measure(),
          model,
        )
      : undefined;
  byId("measure-note", HTMLParagraphElement).textContent = measureNotes[measure()](
    model === undefined ? "a number" : `${Math.exp(model.logitScale).toFixed(1)}, a number`,
  );
  if (pictures.length === 0 || shown.length === 0) {
    matrix.replaceChildren(h("p", { class: "soft" }, "Add a picture and a text to see a score."));
    showExplanation();
    return;
  }
  if (table !== undefined) keepSelection(shown, table.best[0]);
  const at: Cell | undefined = selected && {
    picture: pictures.indexOf(selected.picture),
    text: shown.indexOf(selected.text),
  };
  const hadFocus = matrix.contains(document.activeElement);
  const onSelect = ({ picture, text }: Cell): void => {
    selected = { picture: pictures[picture]!, text: shown[text]! };
    showMatrix();
  };
  matrix.replaceChildren(
    matrixView({ pictures, texts: shown, scores: table, measure: measure(), selected: at, onSelect }),
  );
  if (hadFocus) matrix.querySelector<HTMLElement>("button[tabindex='0']")?.focus();
  if (table !== undefined) showExplanation();
}

/** A cell stays selected while its picture and text are there; otherwise the first picture's best text is. */
function keepSelection(shown: readonly string[], best: number | undefined): void {
  if (selected !== undefined && shown.includes(selected.text)) return;
  selected = best === undefined ? undefined : { picture: pictures[0]!, text: shown[best]! };
}

function showExplanation(): void {
  const isSame = explained?.picture === selected?.picture && explained?.text === selected?.text;
  if (isSame) return;
  explained = selected;
  explain(selected?.picture, selected?.text);
}

function addPictures(files: readonly File[]): void {
  problems.replaceChildren();
  const room = MOST_PICTURES - pictures.length;
  if (files.length > room) {
    problems.append(
      h("p", { class: "warning" }, `There is room for ${MOST_PICTURES} pictures. Remove some to add others.`),
    );
  }
  pictures.push(...files.slice(0, Math.max(0, room)).map((file) => createPicture(file, pictureName(file.name))));
  void update();
}

const isPicture = ({ type }: File): boolean => type.startsWith("image/");

function addFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  // Pictures that come with a page belong to it.
  if (files.every(isPicture)) addPictures(files);
  else {
    pageCheck.open(files);
    byId("page-status", HTMLElement).scrollIntoView({ block: "center" });
  }
}

const pageCheck = connectPageCheck({
  call,
  baseline: async () => (await loading).baseline,
  onExplain({ picture, name }) {
    if (picture === undefined || name === undefined) return;
    const text = name.text.replace(/\s+/g, " ").trim();
    const added = createPicture(picture, text);
    pictures = [...pictures.slice(0, MOST_PICTURES - 1), added];
    if (!texts().includes(text)) textArea.value = `${text}\n${textArea.value}`;
    selected = { picture: added, text };
    void update();
    scores.focus({ preventScroll: true });
    scores.scrollIntoView();
  },
});

let typing: ReturnType<typeof setTimeout> | undefined;
textArea.addEventListener("input", () => {
  // What is being computed is for texts that are no longer there.
  controller.abort();
  clearTimeout(typing);
  typing = setTimeout(() => void update(), 300);
});
for (const input of document.querySelectorAll("input[name=measure]")) input.addEventListener("change", showMatrix);
const chooser = byId("files", HTMLInputElement);
chooser.addEventListener("change", () => {
  addPictures([...(chooser.files ?? [])]);
  chooser.value = "";
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  addFiles([...(event.dataTransfer?.files ?? [])]);
});
addEventListener("paste", ({ clipboardData }) => {
  addFiles([...(clipboardData?.files ?? [])].filter(isPicture));
});

textArea.value = sampleTexts.join("\n");
try {
  addPictures(await samplePictures());
} catch (error) {
  status.textContent = error instanceof Error ? error.message : String(error);
}
