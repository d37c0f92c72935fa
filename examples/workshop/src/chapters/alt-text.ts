import "@alt2img/elements/alt-text";
import { AltTextElement } from "@alt2img/elements/alt-text";
import { byId, counted } from "@alt2img/example-shared/element";
import fair from "../../samples/school-fair.html?raw";
import { keepAside, keepPicture } from "../keep.js";
import { changeNotebook, readNotebook, withAside } from "../notebook.js";
import { onOtherNotebook } from "../on-other-notebook.js";
import { resumeTask } from "../resume.js";
import { smallPicture } from "../small-picture.js";

const page = byId("fair", AltTextElement);
const again = byId("again", HTMLButtonElement);
const KEY = "alt-text/page";
/** The student's page, since the school's has come in its place: until it is brought back, or another one is repaired. */
let mine: string | undefined;

function tellAgain(): void {
  again.textContent = mine === undefined ? "Start again from the school’s page" : "Bring my page back";
}

function findMine(): void {
  mine = readNotebook().aside[KEY];
  tellAgain();
}

function forgetMine(): void {
  mine = undefined;
  changeNotebook(withAside(KEY, undefined));
}

page.pageUrl = new URL("pictures/fair.html", document.baseURI).href;
const task = resumeTask(KEY, "The school’s page, repaired", fair, (state) => {
  page.html = state;
});
findMine();
onOtherNotebook(findMine);
page.addEventListener("alt2img-alt-text", ({ detail: { images } }) => {
  const { html = "" } = page;
  const findings = images.reduce((sum, image) => sum + image.findings.length, 0);
  task.keep(html, `${counted(findings, "finding")} left.\n${html}`);
  const isRepaired = html !== fair && images.length > 0 && findings === 0;
  if (mine !== undefined && (html === mine || isRepaired)) forgetMine();
  tellAgain();
});
again.addEventListener("click", () => {
  if (mine === undefined) {
    const before = page.html === fair ? undefined : page.html;
    task.startAgain();
    mine = before;
    if (before !== undefined) keepAside(KEY, before);
  } else page.html = mine;
  tellAgain();
});

const file = byId("own-file", HTMLInputElement);
const alt = byId("own-alt", HTMLInputElement);
const status = byId("own-status", HTMLElement);
byId("own-keep", HTMLButtonElement).addEventListener("click", async () => {
  const [chosen] = file.files ?? [];
  if (chosen === undefined || alt.value.trim() === "") {
    status.textContent = "Choose a picture, and write its alt text first.";
    return;
  }
  try {
    keepPicture("alt-text", alt.value.trim(), await smallPicture(chosen));
    status.textContent = "";
  } catch {
    status.textContent = "Your browser can’t read this picture. Try a JPEG or a PNG.";
  }
});
