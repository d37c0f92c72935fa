import { clientOf } from "@alt2img/core/worker";
import { ClipMatrixElement, type NamedPicture } from "@alt2img/elements/clip-matrix";
import { byId, h } from "@alt2img/example-shared/element";
import { explanationPanel } from "./explanation.js";
import { connectPageCheck } from "./page-check.js";
import { samplePictures, sampleTexts } from "./samples.js";
import type { Tasks } from "./worker/protocol.js";

/** As many as the table shows. */
const MOST_PICTURES = 30;

const matrix = byId("matrix", ClipMatrixElement);
const scores = byId("scores", HTMLElement);

// Everything that takes time is done in workers, so that the page never freezes: in those of the elements, and WordNet and pages in this one.
const call = clientOf<Tasks>(
  new Worker(new URL("./worker/serve.ts", import.meta.url), { type: "module", name: "playground" }),
);
const explain = explanationPanel(byId("explanation", HTMLElement), call);

matrix.addEventListener("alt2img-clip-matrix-select", ({ detail }) => explain(detail));

/** A cell stays selected while its picture and text are there; otherwise the first picture's best text is. */
matrix.addEventListener("alt2img-clip-matrix", ({ detail: { pictures, texts, scores } }) => {
  const { selected } = matrix;
  const isThere = selected && pictures.includes(selected.picture) && texts.includes(selected.text);
  const best = scores.best[0];
  if (!isThere) matrix.selected = best === undefined ? undefined : { picture: pictures[0]!, text: texts[best]! };
  explain(matrix.selected);
});

const isPicture = ({ type }: File): boolean => type.startsWith("image/");
const pictureOf = (file: File): NamedPicture => ({
  name: file.name.replace(/\.[a-z0-9]{1,5}$/i, ""),
  source: file,
});

function addFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  // Pictures that come with a page belong to it.
  if (files.every(isPicture)) matrix.pictures = [...matrix.pictures, ...files.map(pictureOf)];
  else {
    pageCheck.open(files);
    byId("page-status", HTMLElement).scrollIntoView({ block: "center" });
  }
}

const pageCheck = connectPageCheck({
  call,
  onExplain({ picture, name }) {
    if (picture === undefined || name === undefined) return;
    const text = name.text.replace(/\s+/g, " ").trim();
    const added = { name: text, source: picture };
    const captions = (matrix.captions ?? "").split("\n");
    matrix.pictures = [...matrix.pictures.slice(0, MOST_PICTURES - 1), added];
    if (!captions.includes(text)) matrix.captions = [text, ...captions].join("\n");
    matrix.selected = { picture: added, text };
    scores.focus({ preventScroll: true });
    scores.scrollIntoView();
  },
});

addEventListener("dragover", (event) => event.preventDefault());
// Before the table of scores takes the pictures that come with a page.
addEventListener(
  "drop",
  (event) => {
    event.preventDefault();
    event.stopPropagation();
    addFiles([...(event.dataTransfer?.files ?? [])]);
  },
  { capture: true },
);
addEventListener("paste", ({ clipboardData, defaultPrevented }) => {
  if (!defaultPrevented) addFiles([...(clipboardData?.files ?? [])].filter(isPicture));
});

matrix.captions = sampleTexts.join("\n");
try {
  matrix.pictures = (await samplePictures()).map(pictureOf);
} catch (error) {
  scores.append(h("p", { class: "warning" }, error instanceof Error ? error.message : String(error)));
}
