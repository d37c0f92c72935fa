import { h } from "@alt2img/example-shared/element";
import type { InspectedImage } from "./inspect.js";

/** One image: how it looks, what each reader gets, what the rules say. */
export function imageCard(
  { image, heard, taken, findings }: InspectedImage,
  picture: string | undefined,
  onDecide: () => void,
): HTMLElement {
  const label = image.alt === undefined ? "no alt" : `alt="${image.alt}"`;
  return h(
    "li",
    { class: "card" },
    h(
      "div",
      { class: "picture" },
      // The card says what the image says, so the thumbnail has an empty alt.
      picture ? h("img", { src: picture, alt: "", loading: "lazy" }) : h("span", { class: "no-picture" }, "not here"),
    ),
    h(
      "div",
      { class: "origin" },
      h("code", {}, `<${image.element}>`),
      ` line ${image.line} · `,
      h("code", { class: "alt" }, label),
      ...(image.url ? [h("span", { class: "address" }, image.url)] : []),
    ),
    reading("heard", "Heard", heard.speech, "silence", heard.reason),
    reading("taken", "Taken", taken.text, "nothing", taken.reason),
    ...(findings.length > 0
      ? [
          h(
            "ul",
            { class: "findings" },
            ...findings.map((finding) => {
              const sources = finding.sources.flatMap(({ name, id, url }, i) => [
                i > 0 ? ", " : "",
                h("a", { href: url, rel: "noreferrer", target: "_blank" }, `${name} ${id}`),
              ]);
              return h(
                "li",
                { class: finding.severity },
                h("b", {}, h("span", { class: "severity" }, finding.severity), ` ${finding.title}`),
                h("p", {}, finding.message),
                h("p", { class: "suggestion" }, finding.suggestion),
                h("details", {}, h("summary", {}, "Who says so?"), ...sources),
              );
            }),
          ),
        ]
      : []),
    h(
      "button",
      { type: "button", class: "decide", onclick: onDecide },
      "What should the alt be?",
      h("span", { class: "visually-hidden" }, ` (line ${image.line})`),
    ),
  );
}

function reading(kind: string, title: string, text: string | undefined, none: string, reason: string): HTMLElement {
  return h(
    "div",
    { class: `reading ${kind}` },
    h("h3", {}, title),
    text === undefined ? h("p", { class: "none" }, none) : h("p", { class: "text" }, `“${text}”`),
    h("p", { class: "why" }, reason),
  );
}
