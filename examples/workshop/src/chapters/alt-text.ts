import "@alt2img/elements/alt-text";
import { AltTextElement } from "@alt2img/elements/alt-text";
import { byId, counted } from "@alt2img/example-shared/element";
import fair from "../../samples/school-fair.html?raw";
import { keepPicture, keepResult } from "../keep.js";
import { smallPicture } from "../small-picture.js";

const page = byId("fair", AltTextElement);
page.html = fair;
page.pageUrl = new URL("pictures/fair.html", document.baseURI).href;
page.addEventListener("alt2img-alt-text", ({ detail: { images } }) => {
  if (page.html === fair) return;
  const findings = images.reduce((sum, image) => sum + image.findings.length, 0);
  keepResult("alt-text/page", "The school’s page, repaired", `${counted(findings, "finding")} left.\n${page.html}`);
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
    const isKept = keepPicture("alt-text", alt.value.trim(), await smallPicture(chosen));
    status.textContent = isKept ? "It is in your notebook." : "It isn’t kept: see the end of the page.";
  } catch {
    status.textContent = "Your browser can’t read this picture. Try a JPEG or a PNG.";
  }
});
