import "@alt2img/elements/forward-noise";
import { byId } from "@alt2img/example-shared/element";
import { ask } from "../ask.js";
import { keepPicture } from "../keep.js";

ask(
  "painter",
  async () => {
    const { DenoisingStripElement } = await import("@alt2img/elements/denoising-strip");
    const painter = new DenoisingStripElement();
    painter.prompt = "red apple";
    painter.steps = 20;
    painter.controls = true;
    painter.addEventListener("alt2img-picture", ({ detail: { image } }) => {
      const { prompt, seed, guidance } = painter;
      byId("kept", HTMLElement).hidden = false;
      byId("keep", HTMLButtonElement).onclick = () =>
        keepPicture("stable-diffusion", `${prompt} (seed ${seed}, guidance ${guidance})`, image);
    });
    return painter;
  },
  (painter) => painter.draw(),
);
