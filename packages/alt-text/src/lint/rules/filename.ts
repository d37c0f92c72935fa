import { fileName } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

const EXTENSION = /[^\s.]\.(jpe?g|jfif|png|gif|svg|webp|avif|bmp|tiff?|ico|heic|psd|pdf)(\?\S*)?$/i;
/** A whole URL; a bare host ("www.example.org") is how many a logo reads. */
const URL_TEXT = /^(https?:\/\/|file:|data:\w|\/\/)\S+$/i;
/** With a folder that software makes, or a path from the root or a drive; "NASA/JPL" and "and/or" have neither. */
const PATH =
  /^(\S*\/)?(images?|img|imgs|pics?|photos?|media|uploads?|assets|static|files|wp-content|content|gallery)\/\S+$|^(\.{1,2}|~)\/\S+$|^[a-z]:\\|^\/[^\s/]+\/\S*[\d_.]\S*$/i;
/** Names that begin like those of cameras, phones, screenshot tools and stock agencies, followed by a number or date. */
const DEVICE =
  /^(?:thumbnail_|resized_|small_|large_|copy of )?(img|image|dsc[nf]?|pict|cimg|imgp|mvimg|imag|kimg|pxl|mvi|gopr|dji|sam|snap|vlcsnap|screen ?shot|bildschirmfoto|captura de (?:pantalla|tela|ecrã)|capture d['’]écran|schermata|スクリーンショット|屏幕截图|螢幕擷取畫面|scan|wp|foto|photo|whatsapp image|微信图片|微信圖片|qq图片|qq截图|fb_img|mmexport|viber[ _]image|i?stock[-_ ]?photo|istock|adobe ?stock|getty ?images|shutterstock|depositphotos|dreamstime(_[a-z]+)?|fotolia|big ?stock(photo)?|alamy|rawpixel|pexels[-_](photo|[a-z-]+))[-_ ]?(e?\d{3,}|\d{4}-\d\d-\d\d)[\d\-_ .,()a-zà:~午前後上下]*$/i;
/** The same, for words and letters that prove nothing by themselves: only numbers may follow. `P1010001`, `_MG_1234`, `WIN_20240517_10_00_00_Pro`. */
const DEVICE_NUMBER =
  /^(_mg|_igp|_dsc|_?[a-z]\d[a-z]|igp|sdc|sany|sspx|hpim|kif|dcp|dscx?|mvc|gp|gx|gh|yi|win|vid|mov|pano|burst|received|signal|snapchat|inshot|b612|picsart|photogrid|polish|collage|camscanner|resized|line|wx_camera|messenger_creation|telegram[-_]cloud[-_]photo)[-_]?\d{4,}([-_.]\d+)*(_pro|_hdr|_n)?$|^(p[1-9a-c]\d{6}|l1\d{6}|r00\d{5})$|^\d{8}[-_]\d{6}([-_]\w+)?$|^\d{4}-\d\d-\d\d[ _]\d\d[.-]\d\d[.-]\d\d$|^photo_\d{4}-\d\d-\d\d_[\d-]+$|^(123rf|unsplash|pixabay|canva|eos|_{1,2}dsc|psx|airbrush|comfyui|instagram|screenrecording)[-_]\d{1,}[\d_.-]*$|^1[4-9]\d{8}(\d{3})?$|^\d{4}(-\d\d){5}$|^camscanner \d\d-\d\d-\d{4}[\d .-]*$|^picsart_\d\d-\d\d-\d\d[\d.-]*$|^(capture|captura|aufnahme)\d{1,3}$|^(img|vid)-\d{8}-wa\d+$|^photo on \d{1,4}[-./]\d{1,2}[-./]\d{1,4} at \d{1,2}[.:]\d\d( [ap]m)?( #\d+)?$|^_?(dsc[fn]?|img|mg)_?\d{4,}[-_](edit|edited|hdr|pano|copy|bearbeitet|modifica)([-_ ]?\d+)?$/i;
/** The default names of browsers and design programs for a file without a name, and those of picture generators. */
const UNNAMED =
  /^(downloads?|descargas?|téléchargements?|scarica(to|ti)?|baixados?|下载|下載|ダウンロード|images?|unnamed|unknown|file|index|videoframe[_\d]*) ?[(（]\d+[)）]$|^(untitled design|design ohne titel|diseño sin título|design sans titre|conception sans titre|progetto senza titolo|design sem nome|未命名的?设计|未命名設計|名称未設定のデザイン|無題のデザイン|copy of untitled design)( ?[-–(（] ?\d+[)）]?)?$|^(maxres|hq|mq|sd)default( ?\(\d+\))?$|^(fullsizerender|microsoftteams-image|unsplash-image-[\w-]{5,}|default[-_](featured|fallback|og|share|social|placeholder|post|thumbnail)[-_](image|img|thumbnail|photo|picture)|(featured|fallback|placeholder|share|social|og)[-_](image|img))( ?[(（]\d+[)）]|[-_]?\d+)?$|^(chatgpt image .*\d\d_\d\d_\d\d|dall[·.-]?e \d{4}-\d\d-\d\d|gemini_generated_image_|firefly[_ ]\d|ezgif[-.]).*$/i;
/** Pixabay's `cat-grass-1234567_1280`, Unsplash's `ann-lee-aB3dE5-unsplash`. */
const LIBRARY = /^[a-z]+(-[a-z]+)*-(\d{6,}|\d{5,}_\d{3,4})$|^\S+-unsplash( ?\(\d+\))?$/i;
const UUID = /^\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i;
const HASH = /^(?=.*\d)(?=.*[a-f])[\da-f]{16,}$/i;
const SIZE_SUFFIX = /^\S+[-_]\d{2,4}x\d{2,4}$/i;

const PATTERNS: readonly RegExp[] = [
  EXTENSION,
  URL_TEXT,
  PATH,
  DEVICE,
  DEVICE_NUMBER,
  UNNAMED,
  LIBRARY,
  UUID,
  HASH,
  SIZE_SUFFIX,
];

/** Names, paths and URLs are recognised by their beginning, so the patterns need not run over a page of text. */
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
        "A screen reader reads out the file name, dashes and digits included, and no one learns what the picture shows. A model that is trained on it learns noise.",
      suggestion: "Say what the picture shows, as you would to someone on the phone.",
      evidence: text,
    };
  },
};

function looksLikeFile(text: string): boolean {
  const isSnake = /^\w+$/.test(text) && /[^_]_[^_]/.test(text) && text === text.toLowerCase();
  return isSnake || PATTERNS.some((pattern) => pattern.test(text));
}

/** The same as the image's own file name, and not written the way people write: "header-bg-2", "my+photo+final". */
function isOwnFileName(text: string, file: string): boolean {
  if (text.includes(" ") || text.toLowerCase() !== file.toLowerCase()) return false;
  return (text.match(/[-_+]/g)?.length ?? 0) >= 2 || /[-_+]\d|\d[-_+]|^\d{5,}$|[a-z]\d{3,}/i.test(text);
}
