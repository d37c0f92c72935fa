import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A language that pages are written in. */
export type Language = {
  /** BCP 47. */
  tag: string;
  /** The folder of emojibase-data with its names; there is none for Arabic. */
  names?: string;
  /** `{}` stands for the name of a picture. */
  onWhite: string;
  intro: string;
  seeAlso: string;
  home: string;
  about: string;
  next: string;
};

export const languages = {
  en: {
    tag: "en",
    names: "en",
    onWhite: "{} on a white background",
    intro: "This page is about {}.",
    seeAlso: "See also",
    home: "Home",
    about: "About",
    next: "Next",
  },
  es: {
    tag: "es",
    names: "es",
    onWhite: "{} sobre fondo blanco",
    intro: "Esta página trata de: {}.",
    seeAlso: "Véase también",
    home: "Inicio",
    about: "Quiénes somos",
    next: "Siguiente",
  },
  fr: {
    tag: "fr",
    names: "fr",
    onWhite: "{} sur fond blanc",
    intro: "Cette page présente : {}.",
    seeAlso: "Voir aussi",
    home: "Accueil",
    about: "À propos",
    next: "Page suivante",
  },
  de: {
    tag: "de",
    names: "de",
    onWhite: "{} auf weißem Grund",
    intro: "Auf dieser Seite geht es um: {}.",
    seeAlso: "Siehe auch",
    home: "Startseite",
    about: "Über uns",
    next: "Nächste Seite",
  },
  it: {
    tag: "it",
    names: "it",
    onWhite: "{} su sfondo bianco",
    intro: "Questa pagina parla di: {}.",
    seeAlso: "Voci correlate",
    home: "Pagina principale",
    about: "Chi siamo",
    next: "Avanti",
  },
  pt: {
    tag: "pt",
    names: "pt",
    onWhite: "{} em fundo branco",
    intro: "Esta página trata de: {}.",
    seeAlso: "Ver também",
    home: "Início",
    about: "Sobre nós",
    next: "Próxima",
  },
  pl: {
    tag: "pl",
    names: "pl",
    onWhite: "{} na białym tle",
    intro: "Ta strona przedstawia: {}.",
    seeAlso: "Zobacz też",
    home: "Strona główna",
    about: "O nas",
    next: "Następna",
  },
  ru: {
    tag: "ru",
    names: "ru",
    onWhite: "{} на белом фоне",
    intro: "Эта страница рассказывает: {}.",
    seeAlso: "См. также",
    home: "Главная",
    about: "О нас",
    next: "Далее",
  },
  uk: {
    tag: "uk",
    names: "uk",
    onWhite: "{} на білому тлі",
    intro: "Ця сторінка розповідає: {}.",
    seeAlso: "Див. також",
    home: "Головна",
    about: "Про нас",
    next: "Далі",
  },
  ja: {
    tag: "ja",
    names: "ja",
    onWhite: "白い背景の{}",
    intro: "このページでは{}を紹介します。",
    seeAlso: "関連項目",
    home: "ホーム",
    about: "このサイトについて",
    next: "次へ",
  },
  zh: {
    tag: "zh-CN",
    names: "zh",
    onWhite: "白色背景上的{}",
    intro: "本页介绍{}。",
    seeAlso: "参见",
    home: "首页",
    about: "关于我们",
    next: "下一页",
  },
  zhHant: {
    tag: "zh-TW",
    names: "zh-hant",
    onWhite: "白色背景上的{}",
    intro: "本頁介紹{}。",
    seeAlso: "參見",
    home: "首頁",
    about: "關於我們",
    next: "下一頁",
  },
  ko: {
    tag: "ko",
    names: "ko",
    onWhite: "흰 배경의 {}",
    intro: "이 페이지는 {}을(를) 소개합니다.",
    seeAlso: "같이 보기",
    home: "홈",
    about: "소개",
    next: "다음",
  },
  hi: {
    tag: "hi",
    names: "hi",
    onWhite: "सफ़ेद पृष्ठभूमि पर {}",
    intro: "यह पृष्ठ {} के बारे में है।",
    seeAlso: "यह भी देखें",
    home: "मुखपृष्ठ",
    about: "परिचय",
    next: "अगला",
  },
  ar: {
    tag: "ar",
    onWhite: "{} على خلفية بيضاء",
    intro: "هذه الصفحة عن {}.",
    seeAlso: "انظر أيضا",
    home: "الرئيسية",
    about: "من نحن",
    next: "التالي",
  },
} as const satisfies Record<string, Language>; // prettier-ignore

/** Our own Arabic names, by English concept: there are no others under a free licence. */
const ARABIC: Readonly<Record<string, string>> = {
  cat: "قطة",
  dog: "كلب",
  horse: "حصان",
  camel: "جمل",
  lion: "أسد",
  elephant: "فيل",
  rabbit: "أرنب",
  fish: "سمكة",
  bird: "طائر",
  bee: "نحلة",
  butterfly: "فراشة",
  snake: "ثعبان",
  whale: "حوت",
  sheep: "خروف",
  "red apple": "تفاحة حمراء",
  banana: "موز",
  grapes: "عنب",
  lemon: "ليمون",
  watermelon: "بطيخ",
  bread: "خبز",
  house: "بيت",
  tree: "شجرة",
  key: "مفتاح",
  guitar: "غيتار",
  rose: "وردة",
  bicycle: "دراجة",
  airplane: "طائرة",
  bus: "حافلة",
}; // prettier-ignore

export type NameOf = (picture: { hexcode: string; concept: string }) => string | undefined;

/** Names of emoji in a language, in lower case where the language's data are. */
export function namesIn(language: Language): NameOf {
  if (language.names === undefined) return ({ concept }) => ARABIC[concept];
  const path = createRequire(import.meta.url).resolve(`emojibase-data/${language.names}/compact.json`);
  const entries: { hexcode: string; label: string; skins?: { hexcode: string; label: string }[] }[] = JSON.parse(
    readFileSync(path, "utf8"),
  );
  const names = new Map(
    entries
      .flatMap((entry) => [entry, ...(entry.skins ?? [])])
      .map(({ hexcode, label }) => [hexcode.replace(/-?FE0F/g, ""), label]),
  );
  return ({ hexcode }) => names.get(hexcode);
}
