import type { Chapter, ReportContext } from "../chapter.js";
import { type Html, html } from "../html.js";
import type { ShownImage, ShownPage } from "../page/shown-pages.js";
import { isMetadata } from "../reading.js";

const MOST_PICTURES = 12;
/** The most characters of all their data URLs: the report contains each of these pictures twice. */
const MAX_TOTAL = 600_000;
/** A smaller picture is probably a spacer. */
const MIN_DATA_URL = 300;
const MAX_TEXT = 110;

type GalleryImage = ShownImage & { dataUrl: string };

/** A first look: a few pictures, each with what its two readers get. */
export const galleryChapter: Chapter = {
  title: "A first look",
  start: () => undefined,
  render(_, context) {
    const images = choose(context);
    if (images.length === 0) return undefined;
    return html`<p>Each picture on a web page has two readers: someone who listens to the page with a screen reader, and a crawler that
collects training data for image models. Select a picture to see everything that its page says about it.</p>
<ul class="gallery">${images.map(card)}</ul>`;
  },
};

function card({ id, dataUrl, heard, taken }: GalleryImage): Html {
  return html`<li><a href="#${id}"><img src="${dataUrl}" alt="" decoding="async">
<span class="heard"><b>Heard</b> ${said(heard.speech)}</span>
<span class="taken"><b>Taken</b> ${said(taken.text)}</span></a></li>
`;
}

function said(text: string | undefined): Html {
  if (text === undefined) return html`<i class="nothing">nothing</i>`;
  return html`<span class="said"><bdi>${text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}</bdi></span>`;
}

/** One picture from each page in turn, without repetitions, until there is no more room. */
function choose({ shown, pictures }: ReportContext): GalleryImage[] {
  const chosen = new Map<string, GalleryImage>();
  let room = MAX_TOTAL;
  const queues = shown.map((page) => candidates(page, pictures));
  for (let round = 0; queues.some((queue) => round < queue.length); round++) {
    for (const queue of queues) {
      if (chosen.size === MOST_PICTURES) return [...chosen.values()];
      const image = queue[round];
      if (image === undefined || chosen.has(image.dataUrl) || image.dataUrl.length > room) continue;
      chosen.set(image.dataUrl, image);
      room -= image.dataUrl.length;
    }
  }
  return [...chosen.values()];
}

/** Pictures in the crawl that visitors of the page see, starting with those that have a text and aren't controls. */
function candidates({ images }: ShownPage, pictures: ReportContext["pictures"]): GalleryImage[] {
  const found = images.flatMap((shown): GalleryImage[] => {
    if (shown.image.hidden || isMetadata(shown.image)) return [];
    const dataUrl = shown.image.candidates
      .map(({ url }) => pictures.get(url)?.dataUrl)
      .find((each) => each !== undefined);
    return dataUrl === undefined || dataUrl.length < MIN_DATA_URL ? [] : [{ ...shown, dataUrl }];
  });
  const rank = ({ image: { element, textState, link, control } }: GalleryImage): number =>
    (textState === "named" ? 0 : 1) + (element === "img" && !link && !control ? 0 : 2);
  return found.sort((a, b) => rank(a) - rank(b));
}
