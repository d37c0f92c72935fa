import { Alt2imgError, formatCount } from "@alt2img/core";
import { byId, h } from "@alt2img/example-shared/element";
import { openDecision } from "./decision-dialog.js";
import { imageCard } from "./image-card.js";
import { type Inspection, inspect } from "./inspect.js";
import { type Opened, openFile, sourcePage } from "./open.js";
import { overlaySource } from "./overlay.js";
import { findPictures } from "./pictures.js";
import { filters, optOutBanner, tally } from "./summary.js";

const form = byId("open", HTMLFormElement);
const status = byId("status", HTMLParagraphElement);
const results = byId("results", HTMLElement);
const pages = byId("page", HTMLSelectElement);
const network = byId("network", HTMLInputElement);
const list = byId("list", HTMLOListElement);
const place = byId("overlay-place", HTMLDivElement);
const asPage = byId("view-page", HTMLInputElement);
const pageUrl = byId("url", HTMLInputElement);

let opened: Opened = { name: "", pages: [], pictures: new Map(), problems: 0 };
let current: Inspection | undefined;
// The page opened or chosen last replaces any that is still being read.
let latest = 0;

async function open(read: () => Promise<Opened>): Promise<void> {
  const turn = ++latest;
  try {
    const found = await read();
    if (turn !== latest) return;
    opened = found;
    pages.replaceChildren(
      ...opened.pages.map(({ page }, i) => h("option", { value: String(i) }, page.title || page.url)),
    );
    const damage = opened.problems > 0 ? ` ${formatCount(opened.problems, "record")} couldn't be read.` : "";
    status.textContent = `${opened.name}: ${formatCount(opened.pages.length, "page")}.${damage}`;
    results.hidden = opened.pages.length === 0;
    if (opened.pages.length > 0) await showPage();
  } catch (error) {
    if (turn !== latest) return;
    if (!(error instanceof Alt2imgError) && !(error instanceof TypeError)) throw error;
    results.hidden = true;
    status.textContent = error.message;
  }
}

async function showPage(): Promise<void> {
  const source = opened.pages[Number(pages.value)];
  if (!source) return;
  current = inspect(source);
  byId("opt-out", HTMLDivElement).replaceChildren(optOutBanner(current));
  byId("tally", HTMLDivElement).replaceChildren(tally(current.images));
  asPage.disabled = current.html === undefined;
  byId("no-source", HTMLElement).hidden = !asPage.disabled;
  if (asPage.disabled) byId("view-list", HTMLInputElement).checked = true;
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
  if (page !== current) return;
  const chosen = document.querySelector<HTMLInputElement>("input[name=filter]:checked")?.value;
  const shown = page.images.filter(filters.find(({ id }) => id === chosen)?.keeps ?? (() => true));
  list.hidden = asPage.checked;
  place.hidden = !asPage.checked;
  const { html } = page;
  // A new iframe each time: one that is still loading may show the old page, or nothing.
  if (asPage.checked && html !== undefined) {
    const srcdoc = overlaySource({ ...page, html, images: shown }, find, network.checked);
    // `sandbox` without exceptions: no scripts, no forms, no pop-ups, an opaque origin.
    const title = "The page, overlaid with what each reader gets";
    place.replaceChildren(h("iframe", { id: "overlay", class: "overlay", title, sandbox: "", srcdoc }));
  } else {
    place.replaceChildren();
  }
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
  // As a data: URL: many servers send .gz files with Content-Encoding, and browsers then decode only the first member.
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
    pages: [sourcePage(html, { url: pageUrl.value, headers: [] })],
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
