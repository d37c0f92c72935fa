import type { RasterImage } from "@alt2img/core";
import { counted, h } from "@alt2img/example-shared/element";
import { percent } from "./percent.js";
import { pictureCanvas, pictureOfFile } from "./show-picture.js";
import { table } from "./table.js";
import type { AsIf } from "./worker/protocol.js";
import { type LeftOut, leftOutTitles, modelTitles } from "./world.js";

/** What was drawn: by the formula, and by both networks. */
export type Compared = {
  readonly caption: string;
  readonly seed: number;
  readonly without: LeftOut;
  readonly asIf: AsIf;
  readonly networks: { readonly tiny: RasterImage; readonly twin: RasterImage };
};

/** Both pictures of the formula, those of the networks, and what the formula's are made of. */
export function asIfView({ caption, seed, without, asIf, networks }: Compared): HTMLElement[] {
  const { factual, other, count, women } = asIf;
  const figure = (image: RasterImage, text: string): HTMLElement =>
    h("figure", {}, pictureCanvas(image), h("figcaption", {}, text));
  const group = (title: string, ...figures: HTMLElement[]): HTMLElement =>
    h("div", { role: "group", "aria-label": title }, h("h4", {}, title), h("div", { class: "pair" }, ...figures));
  const data = (model: string, share: number | undefined): string =>
    share === undefined ? model : `${model}: women’s drawings have ${percent(share)} in its data`;
  return [
    h(
      "div",
      { class: "as-if" },
      group(
        "By the formula",
        figure(factual.image, `Seed ${seed}, from all ${counted(count, "drawing")}`),
        figure(other.image, `Seed ${seed}, ${otherTitle(asIf, without)}`),
      ),
      group(
        "By the trained networks",
        figure(networks.tiny, data(modelTitles.tiny, women[0])),
        figure(networks.twin, data(modelTitles.twin, women[1])),
      ),
    ),
    h("p", {}, twinText(caption, asIf, without)),
    sourcesTable(asIf, without),
  ];
}

/** The same in a sentence, for those who don't see the pictures. */
export function asIfText({ asIf, without }: Compared): string {
  const { factual, other, distance } = asIf;
  const [first, second] = [factual, other].map(({ sources: [main] }) => `“${main!.name}” (${percent(main!.share)})`);
  const title = otherTitle(asIf, without);
  if (factual.sources[0]!.id === other.sources[0]!.id) return `Drawn. It stays ${first} ${title}.`;
  return `Drawn. From all drawings it is ${first}, ${title} it is ${second}; the pixels differ by ${percent(distance)} of the range.`;
}

const otherTitle = ({ removed, count }: AsIf, without: LeftOut): string =>
  without === "weights"
    ? "with the weights of the twin’s data"
    : `without the ${removed.toLocaleString("en")} ${leftOutTitles[without]}, from ${(count - removed).toLocaleString("en")}`;

/** What the twin's picture can say here. */
function twinText(caption: string, { isSame }: AsIf, without: LeftOut): string {
  const start =
    "The networks start from other noise than the formula, so compare within a pair. Only the twin is a network that really was trained on other data: ";
  if (isSame) {
    return `${start}but “${caption}” has the same weights for both, so their pictures differ by other captions and a second training.`;
  }
  if (without === "weights") {
    return `${start}this is the change that the formula makes here. A network follows its data less far than the formula, and not in every picture.`;
  }
  return `${start}“${caption}” has other weights for it, but none of the drawings was taken away. For the same change by the formula, take the weights of the twin’s data.`;
}

/** Which drawings both pictures are made of. */
function sourcesTable({ factual, other }: AsIf, without: LeftOut): HTMLElement {
  const rows = new Map([...factual.sources, ...other.sources].map((source) => [source.id, source]));
  const shareIn = (id: number, { sources }: AsIf["factual"]): string =>
    percent(sources.find((source) => source.id === id)?.share ?? 0);
  const title = without === "weights" ? "other weights" : "without them";
  return table(
    { label: "What the formula’s pictures are made of", caption: "What the formula’s pictures are made of" },
    ["Drawing", "all drawings", title, "author, licence"],
    [...rows.values()].map(({ id, name, file, author, license }) => ({
      head: h("span", { class: "source" }, pictureOfFile(file, ""), h("bdi", {}, name)),
      cells: [shareIn(id, factual), shareIn(id, other), `${author}, ${license}`],
    })),
  );
}
