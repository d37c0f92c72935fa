import { fileName } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

const EXTENSION = /[^\s.]\.(jpe?g|jfif|png|gif|svg|webp|avif|bmp|tiff?|ico|heic|psd|pdf)(\?\S*)?$/i;
/** A whole URL; a bare host ("www.example.org") is how many a logo reads. */
const URL_TEXT = /^(https?:\/\/|file:|data:\w|\/\/)\S+$/i;
/** With a folder that software makes, or a path from the root or a drive: "NASA/JPL" and "and/or" have neither. */
const PATH =
  /^(\S*\/)?(images?|img|imgs|pics?|photos?|media|uploads?|assets|static|files|wp-content|content|gallery)\/\S+$|^(\.{1,2}|~)\/\S+$|^[a-z]:\\|^\/[^\s/]+\/\S*[\d_.]\S*$/i;
/** What cameras, telephones and screenshot tools call their files. */
const DEVICE =
  /^(img|image|dsc[nf]?|dscf|dscn|pict|pxl|mvi|gopr|dji|sam|imag|kimg|snap|vlcsnap|screen ?shot|bildschirmfoto|captura de pantalla|capture d['’]écran|schermata|scan|wp|foto|photo|whatsapp image|微信图片)[-_ ]?(\d{3,}|\d{4}-\d\d-\d\d)[\d\-_ .()a-zà:~]*$/i;
const UUID = /^\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i;
const HASH = /^(?=.*\d)(?=.*[a-f])[\da-f]{16,}$/i;
const SIZE_SUFFIX = /^\S+[-_]\d{2,4}x\d{2,4}$/i;

/** Names, paths and URLs are told by their beginning; the patterns need not run over a page of text. */
const MAX_LENGTH = 1000;

export const filename: AltTextRule = {
  id: "filename",
  title: "The alt is a file name, a path or a URL",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite("WCAG F30", "ACT qt1vmo", "WAVE alt_suspicious"),
  check(image, { text }) {
    if (text === "" || !(looksLikeFile(text.slice(0, MAX_LENGTH)) || isOwnFileName(text, fileName(image))))
      return undefined;
    return {
      message:
        "A screen reader spells out the file, dashes and digits included, and nobody learns what the picture shows. A model trained on it learns noise.",
      suggestion: "Say what the picture shows, as you would to somebody on the telephone.",
      evidence: text,
    };
  },
};

function looksLikeFile(text: string): boolean {
  const isSnake = /^\w+$/.test(text) && /[^_]_[^_]/.test(text) && text === text.toLowerCase();
  return isSnake || [EXTENSION, URL_TEXT, PATH, DEVICE, UUID, HASH, SIZE_SUFFIX].some((pattern) => pattern.test(text));
}

/** The same as the image's own file name, and not written as people write: "header-bg-2", "my+photo+final". */
function isOwnFileName(text: string, file: string): boolean {
  if (text.includes(" ") || text.toLowerCase() !== file.toLowerCase()) return false;
  return (text.match(/[-_+]/g)?.length ?? 0) >= 2 || /[-_+]\d|\d[-_+]|^\d{5,}$|[a-z]\d{3,}/i.test(text);
}
