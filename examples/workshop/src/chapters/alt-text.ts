import "@alt2img/elements/alt-text";
import { AltTextElement } from "@alt2img/elements/alt-text";
import { byId, counted } from "@alt2img/example-shared/element";
import fair from "../../samples/school-fair.html?raw";
import { keepPicture } from "../keep.js";
import { resumeTask } from "../resume.js";
import { smallPicture } from "../small-picture.js";

const page = byId("fair", AltTextElement);
const again = byId("again", HTMLButtonElement);
/** The student's page, while the school's is there in its place. */
let mine: string | undefined;

function tellAgain(): void {
  again.textContent = mine === undefined ? "Start again from the school’s page" : "Bring my page back";
}

page.pageUrl = new URL("pictures/fair.html", document.baseURI).href;
const task = resumeTask("alt-text/page", "The school’s page, repaired", fair, (state) => {
  page.html = state;
  mine = undefined;
  tellAgain();
});
page.addEventListener("alt2img-alt-text", ({ detail: { images } }) => {
  const { html = "" } = page;
  if (html !== fair) mine = undefined;
  tellAgain();
  const findings = images.reduce((sum, image) => sum + image.findings.length, 0);
  task.keep(html, `${counted(findings, "finding")} left.\n${html}`);
});
again.addEventListener("click", () => {
  const before = page.html === fair ? undefined : page.html;
  if (mine === undefined) {
    task.startAgain();
    mine = before;
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
