import type { Prediction } from "@alt2img/bias/representation";
import { html, nothing, type TemplateResult } from "lit";
import { painted } from "../base/painted.js";
import type { DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";
import { type BiasGridSpeech, percent, titleOf } from "./look-words.js";
import { choiceOf, NEITHER } from "./viewer-looks.js";

type FigureOptions = {
  /** Nothing yet, for a picture that is still to be drawn. */
  readonly picture: DrawnPicture | undefined;
  readonly labels: readonly string[];
  /** The value of the viewer's choice. */
  readonly look: string;
  /** What the program said. */
  readonly prediction: Prediction | undefined;
  readonly onLook: (look: string) => void;
};

/** A picture of the grid, and what it looks like. */
export function gridFigure(
  order: PictureOrder,
  { picture, labels, look, prediction, onLook }: FigureOptions,
  speech: BiasGridSpeech,
): TemplateResult {
  const { messages, format } = speech;
  const seed = format(order.seed, { useGrouping: false });
  const model = titleOf(order.model, speech);
  const choices = [
    ["", messages.notLabelled],
    ...labels.map((label) => [choiceOf(label), label]),
    [NEITHER, messages.neither],
  ];
  return html`<figure>
    ${
      picture === undefined
        ? html`<span class="waiting"></span>`
        : html`<canvas part="picture" role="img" aria-label=${messages.picture(model, order.prompt, seed)} ${painted(picture.image)}></canvas>`
    }
    <figcaption>
      <bdi>${model}</bdi>
      ${
        picture === undefined || labels.length === 0
          ? nothing
          : html`<select
              aria-label=${messages.look(model, seed)}
              @change=${({ currentTarget }: Event) => onLook((currentTarget as HTMLSelectElement).value)}
            >
              ${choices.map(([value, title]) => html`<option value=${value} ?selected=${value === look}>${title}</option>`)}
            </select>`
      }
      ${prediction === undefined ? nothing : html`<p class="muted answer"><bdi>${messages.looksLike(prediction.value, percent(prediction.probability, speech))}</bdi></p>`}
    </figcaption>
  </figure>`;
}
