import type { InspectedImage, Inspection } from "./inspect.js";
import type { FindPicture } from "./pictures.js";

/**
 * The page's source for a frame without scripts: each image replaced (or, where it has content, preceded) by a note of
 * what each reader gets. Its policy allows only pictures to be fetched, and those only with `network`.
 */
export function overlaySource(page: Inspection & { html: string }, find: FindPicture, network: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${network ? " http: https:" : ""}`;
  let source =
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<base href="${escapeHtml(page.url)}" target="_blank"><style>${STYLE}</style>`;
  let end = 0;
  for (const inspected of page.images) {
    const { element, offset } = inspected.image;
    if (element === "meta" || element === "json-ld" || offset < end) continue;
    source += page.html.slice(end, offset) + note(inspected, find(inspected.image));
    end = element === "img" || element === "input" ? endOfTag(page.html, offset) : offset;
  }
  return withoutActiveContent(source + page.html.slice(end));
}

/**
 * Without what a frame without scripts would refuse, one error in the console each, and without `link` elements, by which a
 * page may name servers to connect to whatever its policy is. Nothing runs or loads while it is parsed.
 */
function withoutActiveContent(source: string): string {
  const parsed = new DOMParser().parseFromString(source, "text/html");
  const [policy, base] = [parsed.querySelector("meta"), parsed.querySelector("base")];
  for (const element of parsed.querySelectorAll("script, link, base, meta[http-equiv], iframe, frame, object, embed")) {
    if (element !== policy && element !== base) element.remove();
  }
  for (const element of parsed.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
  }
  return `<!doctype html>${parsed.documentElement.outerHTML}`;
}

function note({ image, heard, taken }: InspectedImage, picture: string | undefined): string {
  const size = [image.width ? `width:${image.width}px` : "", image.height ? `height:${image.height}px` : ""].join(";");
  const shown = picture
    ? `<img src="${escapeHtml(picture)}" alt="" style="${size}">`
    : `<span class="a2i-frame" style="${size}"></span>`;
  const lines = [
    `<span class="a2i-heard"><b>Heard</b> ${heard.speech ? `“${escapeHtml(heard.speech)}”` : "– silence"}</span>`,
    `<span class="a2i-taken"><b>Taken</b> ${taken.text ? `“${escapeHtml(taken.text)}”` : "– nothing"}</span>`,
  ];
  return `<span class="a2i-note">${shown}${lines.join("")}</span>`;
}

/** Past the `>` of the tag that starts at `offset`; one between quotation marks does not end it. */
function endOfTag(html: string, offset: number): number {
  const tag = /[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;
  tag.lastIndex = offset;
  return tag.test(html) ? tag.lastIndex : html.length;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
  .a2i-note { display: inline-block !important; max-width: 100%; margin: 2px; vertical-align: top; text-align: left;
    font: 13px/1.35 system-ui, sans-serif !important; letter-spacing: 0 !important; color: #20242b !important; background: #fff; border: 1px solid #c9c5ba; }
  .a2i-note img, .a2i-frame { display: block !important; max-width: 100%; max-height: 220px; object-fit: contain; }
  .a2i-frame { min-width: 60px; min-height: 36px; background: repeating-linear-gradient(45deg, #f1efe9 0 6px, #e6e3da 6px 12px); }
  .a2i-heard, .a2i-taken { display: block !important; min-width: 120px; max-width: 340px; padding: 3px 7px; overflow-wrap: anywhere; }
  .a2i-heard { background: #e3eefa; border-left: 4px solid #25609c; }
  .a2i-taken { background: #faeedd; border-left: 4px solid #9a5a12; }
`;
