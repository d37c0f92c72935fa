import { extractPage } from "@alt2img/alt-text";
import { Alt2imgError } from "@alt2img/core";
import { openDecision } from "./decision-dialog.js";
import { byId, h } from "./element.js";
import { imageCard } from "./image-card.js";
import { type Inspection, inspect } from "./inspect.js";
import { type Opened, openFile } from "./open.js";
import { overlaySource } from "./overlay.js";
import { findPictures } from "./pictures.js";
import { filters, optOutBanner, tally } from "./summary.js";

const form = byId("open", HTMLFormElement);
const status = byId("status", HTMLParagraphElement);
const results = byId("results", HTMLElement);
const pages = byId("page", HTMLSelectElement);
const network = byId("network", HTMLInputElement);
const list = byId("list", HTMLOListElement);
const overlay = byId("overlay", HTMLIFrameElement);
const pageUrl = byId("url", HTMLInputElement);

let opened: Opened = { name: "", pages: [], pictures: new Map(), problems: 0 };
let current: Inspection | undefined;
// What was opened or chosen last wins over what is still being read.
let latest = 0;

async function open(read: () => Promise<Opened>): Promise<void> {
  const turn = ++latest;
  try {
    const found = await read();
    if (turn !== latest) return;
    opened = found;
    pages.replaceChildren(
      ...opened.pages.map((page, i) =>
        h("option", { value: String(i) }, extractPage(page.html, page).title || page.url),
      ),
    );
    const damage = opened.problems > 0 ? ` ${opened.problems} records are damaged.` : "";
    const count = `${opened.pages.length} ${opened.pages.length === 1 ? "page" : "pages"}`;
    status.textContent = `${opened.name}: ${count}.${damage}`;
    results.hidden = opened.pages.length === 0;
    if (opened.pages.length > 0) await showPage();
  } catch (error) {
    if (turn !== latest) return;
    if (!(error instanceof Alt2imgError) && !(error instanceof TypeError)) throw error;
    status.textContent = error.message;
  }
}

async function showPage(): Promise<void> {
  const source = opened.pages[Number(pages.value)];
  if (!source) return;
  current = inspect(source);
  byId("opt-out", HTMLDivElement).replaceChildren(optOutBanner(current));
  byId("tally", HTMLDivElement).replaceChildren(tally(current.images));
  await showImages();
}

async function showImages(): Promise<void> {
  if (!current) return;
  const page = current;
  const find = await findPictures(
    page.images.map(({ image }) => image),
    opened.pictures,
    network.checked,
  );
  const asPage = document.querySelector<HTMLInputElement>("input[name=view]:checked")?.value === "page";
  const chosen = document.querySelector<HTMLInputElement>("input[name=filter]:checked")?.value;
  const shown = page.images.filter(filters.find(({ id }) => id === chosen)?.keeps ?? (() => true));
  list.hidden = asPage;
  overlay.hidden = !asPage;
  // `sandbox` without exceptions: no scripts, no forms, no pop-ups, an origin of its own.
  overlay.srcdoc = asPage ? overlaySource({ ...page, images: shown }, find, network.checked) : "";
  list.replaceChildren(
    ...shown.map((inspected) => {
      const picture = find(inspected.image);
      return imageCard(inspected, picture, () => openDecision(byId("decision", HTMLDialogElement), picture));
    }),
    ...(shown.length === 0 ? [h("li", { class: "empty" }, "No such image on this page.")] : []),
  );
}

function openChosen(file: File): void {
  const onProgress = (done: number): void => {
    status.textContent = `Reading ${file.name} … ${Math.round(done * 100)} %`;
  };
  void open(() => openFile(file, file.name, { url: pageUrl.value || "https://example.org/", onProgress }));
}

async function readSample(): Promise<Opened> {
  // As a data: URL: many servers declare a .gz file to be encoded, and browsers then decode its first member only.
  const { default: url } = await import("@alt2img/example-sample-crawl/sample-crawl.warc.gz?url&inline");
  const response = await fetch(url);
  return openFile(await response.blob(), "sample-crawl.warc.gz", { url: "", onProgress: () => {} });
}

byId("filters", HTMLSpanElement).append(
  ...filters.map(({ id, label }, i) =>
    h("label", {}, h("input", { type: "radio", name: "filter", value: id, checked: i === 0 }), ` ${label}`),
  ),
);
for (const input of document.querySelectorAll(".controls input")) {
  input.addEventListener("change", () => void showImages());
}
pages.addEventListener("change", () => void showPage());
byId("sample", HTMLButtonElement).addEventListener("click", () => void open(readSample));
byId("file", HTMLInputElement).addEventListener("change", ({ currentTarget }) => {
  const file = (currentTarget as HTMLInputElement).files?.[0];
  if (file) openChosen(file);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const html = byId("html", HTMLTextAreaElement).value;
  void open(async () => ({
    name: "Pasted",
    pages: [{ url: pageUrl.value, html, headers: [] }],
    pictures: new Map(),
    problems: 0,
  }));
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) openChosen(file);
});

void open(readSample);
