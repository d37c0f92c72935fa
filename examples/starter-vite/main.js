// Says how well a text fits each picture of the page, by CLIP.
import { loadClip, score } from "@alt2img/clip";
import { openModelFolder } from "@alt2img/onnx";

const input = document.querySelector("input");
const figures = [...document.querySelectorAll("figure")];

// A CLIP of 7 MB that knows emoji. openModelFolder("Xenova/clip-vit-base-patch32") is a real one, of 600 MB.
const clip = await loadClip(await openModelFolder(await import("@alt2img/tiny-clip")));

async function showScores() {
  for (const figure of figures) {
    const picture = await (await fetch(figure.querySelector("img").src)).blob();
    const { cosine } = await score(clip, picture, input.value);
    figure.querySelector("figcaption").textContent = cosine.toFixed(2);
    figure.querySelector("meter").value = cosine;
  }
}

input.addEventListener("input", showScores);
await showScores();
