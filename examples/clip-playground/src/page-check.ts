import type { Embedding } from "@alt2img/core";
import type { Client } from "@alt2img/core/worker";
import { byId, counted, h } from "@alt2img/example-shared/element";
import { scorePage } from "./page-scores.js";
import { pageView } from "./page-view.js";
import { samplePage } from "./samples.js";
import type { Tasks } from "./worker/protocol.js";
import type { OpenedPages, PageImage, PageSource } from "./worker/read-pages.js";

type PageCheckOptions = {
  readonly call: Client<Tasks, never>;
  readonly onExplain: (image: PageImage) => void;
};

/** Connects the form that opens a page. Opening another one aborts what is still being computed. */
export function connectPageCheck({ call, onExplain }: PageCheckOptions): {
  open(files: readonly File[]): void;
} {
  const status = byId("page-status", HTMLParagraphElement);
  const results = byId("page-results", HTMLDivElement);
  const url = byId("page-url", HTMLInputElement);
  let controller = new AbortController();
  let shown: string[] = [];

  async function turn(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      await run(signal);
    } catch (error) {
      if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  function open(source: PageSource | (() => Promise<PageSource>)): void {
    results.replaceChildren();
    status.textContent = "Reading …";
    void turn(async (signal) => {
      const opened = await call("readPages", [typeof source === "function" ? await source() : source], { signal });
      await showPage(opened, 0, signal);
    });
  }

  async function showPage(opened: OpenedPages, chosen: number, signal: AbortSignal): Promise<void> {
    const { images } = opened.pages[chosen]!;
    const embeddings = await embedPictures(images, signal);
    const texts = [...new Set(images.flatMap(({ name }) => (name === undefined ? [] : [name.text])))];
    const embedded = texts.length === 0 ? [] : await call("embedTexts", [texts], { signal });
    const scored = scorePage(
      images,
      embeddings,
      new Map(texts.map((text, i) => [text, embedded[i]!])),
      await call("baseline", [], { signal }),
    );
    signal.throwIfAborted();
    for (const each of shown) URL.revokeObjectURL(each);
    shown = [];
    const urlOf = (picture: Blob): string => {
      const made = URL.createObjectURL(picture);
      shown.push(made);
      return made;
    };
    const list = pageView(scored, { urlOf, onExplain });
    results.replaceChildren(...(opened.pages.length > 1 ? [pageChoice(opened, chosen)] : []), list);
    const scores = scored.filter(({ score }) => score !== undefined).length;
    status.textContent = `${opened.name}: ${counted(images.length, "image")}, ${scores} with a score.${faults(opened)}`;
  }

  function pageChoice(opened: OpenedPages, chosen: number): HTMLElement {
    const options = opened.pages.map(({ title }, i) => h("option", { value: i, selected: i === chosen }, title));
    const select = h("select", { id: "page-choice" }, ...options);
    select.addEventListener("change", () => void turn((signal) => showPage(opened, Number(select.value), signal)));
    return h("p", { class: "choose" }, h("label", { for: "page-choice" }, "Page"), select);
  }

  async function embedPictures(images: readonly PageImage[], signal: AbortSignal): Promise<(Embedding | string)[]> {
    const embeddings: (Embedding | string)[] = [];
    for (const [i, { picture, why }] of images.entries()) {
      status.textContent = `Looking at picture ${i + 1} of ${images.length} …`;
      embeddings.push(picture === undefined ? why! : await embedOrWhy(picture, signal));
    }
    return embeddings;
  }

  async function embedOrWhy(picture: Blob, signal: AbortSignal): Promise<Embedding | string> {
    try {
      return await call("embedPicture", [picture], { signal });
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error.message : String(error);
    }
  }

  byId("page-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const html = byId("page-html", HTMLTextAreaElement).value;
    open({ html, name: "Pasted page", url: url.value, pictures: [] });
  });
  byId("page-sample", HTMLButtonElement).addEventListener("click", () =>
    open(async () => ({
      html: await samplePage(),
      name: "A shop of the sample crawl",
      url: "https://shop.tinyorchard.example/department/3",
      pictures: [],
    })),
  );
  const openFiles = (files: readonly File[]): void => {
    const page = files.find((file) => !file.type.startsWith("image/"));
    if (page === undefined) {
      status.textContent =
        "There is no page among these files. Choose an HTML or WARC file, with its pictures if you have them.";
      return;
    }
    const pictures = files.filter((file) => file !== page);
    open({ file: page, name: page.name, url: url.value || "https://example.org/", pictures });
  };
  const chooser = byId("page-file", HTMLInputElement);
  chooser.addEventListener("change", () => {
    if (chooser.files?.length) openFiles([...chooser.files]);
    chooser.value = "";
  });
  return { open: openFiles };
}

function faults({ problems, isCut }: OpenedPages): string {
  const unread = problems > 0 ? ` ${counted(problems, "record")} couldn't be read.` : "";
  return isCut ? `${unread} The file has more pages or pictures than can be shown here.` : unread;
}
