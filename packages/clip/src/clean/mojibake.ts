import { PYTHON_SPACE } from "./white-space.js";

// Neighbouring characters that reveal that UTF-8 was read in another encoding. The sets and patterns are those of ftfy's
// `badness` and `UTF8_CLUES`: see THIRD-PARTY-LICENSES.md.

/** Characters that occur in misread UTF-8, by their usual use. They go into brackets. */
const sets = {
  c1: "\\x80-\\x9f",
  /** Found in ordinary text as well. */
  common: "\\xa0\\xad´·–—―’…",
  /** Hardly ever found in other text. */
  bad: "¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊\\ufffd",
  law: "§¶",
  currency: "¢£¥₧€",
  start: "¡©«¿΄΅‘‚“„•‹\\uf8ff",
  end: "®»˝”›™",
  numeric: "±²³µ¹¼½¾×÷⁄№∂∆∏∑√∞∩∫≈≠≡≤≥",
  /** Letters that faces are typed with. */
  faces: "°Ò-ÖÙ-Üò-öø-üŌŐŪŲ",
  upperAccented: "À-ÑØÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŒŘŚŞŠŢŤŮŰŸŹŻŽҐ",
  lowerAccented: "ßà-ñüāăąćčďđēėęěğģīįķĺļľłœŕśşšťźżžґﬁﬂ",
  upperCommon: "ÞΆΈΉΊΌΎΏΑ-ΫЁ-Я",
  lowerCommon: "άέήίΰα-ωа-џ",
  box: "│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓",
  /** Whole classes: Python's `\s` and `\w`. */
  space: PYTHON_SPACE,
  letter: "[\\p{L}\\p{N}_]",
} as const;

/** Each is a sequence that is far more likely mojibake than intended. `{name}` is a set; blanks are ignored. */
const unlikely: readonly string[] = [
  "[{c1}]",
  "[{bad}{lowerAccented}{upperAccented}{box}{start}{end}{currency}{numeric}{law}] [{bad}]",
  "[a-zA-Z] [{lowerCommon}{upperCommon}] [{bad}]",
  "[{bad}] [{lowerAccented}{upperAccented}{box}{start}{end}{currency}{numeric}{law}]",
  "[{lowerAccented}{lowerCommon}{box}{end}{currency}{numeric}] [{upperAccented}]",
  "[{box}{end}{currency}{numeric}] [{lowerAccented}]",
  "[{lowerAccented}{box}{end}] [{currency}]",
  "{space} [{upperAccented}] [{currency}]",
  "[{upperAccented}{box}] [{numeric}{law}]",
  "[{lowerAccented}{upperAccented}{box}{currency}{end}] [{start}] [{numeric}]",
  "[{lowerAccented}{upperAccented}{currency}{numeric}{box}{law}] [{end}] [{start}]",
  "[{currency}{numeric}{box}] [{start}]",
  "[a-z] [{upperAccented}] [{start}{currency}]",
  "[{box}] [{faces}]",
  "[{lowerAccented}{upperAccented}{currency}{numeric}{start}{end}{law}] [{box}]",
  "[{box}] [{end}]",
  "[{lowerAccented}{upperAccented}] [{start}{end}] {letter}",
  "[Œœ] [^A-Za-z]",
  "[{upperAccented}] °",
  // Windows-1252, two characters.
  "[ÂÃÎÐ] [€œŠš¢£Ÿž\\xa0\\xad®©°·»{start}{end}–—´]",
  "× [²³]",
  // Windows-1252 of Arabic: two pairs, because the characters are common.
  "[ØÙ] [{common}{currency}{bad}{numeric}{start}ŸŠ®°µ»] [ØÙ] [{common}{currency}{bad}{numeric}{start}ŸŠ®°µ»]",
  // Windows-1252 of South Asian scripts.
  "à [²µ¹¼½¾]",
  // MacRoman.
  "√ [±∂†≠®™´≤≥¥µø]",
  "≈ [°¢]",
  "‚Ä [ìîïòôúùû†°¢π]",
  "‚ [âó] [àä°ê]",
  // Windows-1251 of punctuation; of Latin and Cyrillic letters; on top of Latin-1 misread once already.
  "вЂ",
  "[ВГРС] [{c1}{bad}{start}{end}{currency}°µ] [ВГРС]",
  "ГўВЂВ [^\\n] [A-Za-z\\x20]",
  // Windows-1252 of “à”, “á” and of a space that does not break.
  "Ã [\\xa0¡]",
  "[a-z] {space}? [ÃÂ] \\x20",
  "^ [ÃÂ] \\x20",
  "[a-z.,?!{end}] Â [\\x20{start}{end}]",
  // Windows-1253 of punctuation; of Latin and Greek letters.
  "β€ [™\\xa0Ά\\xad®°]",
  "[ΒΓΞΟ] [{c1}{bad}{start}{end}{currency}°] [ΒΓΞΟ]",
  // Windows-1257 of punctuation.
  "ā€",
];

/** Characters that single-byte encodings have where UTF-8 begins or continues a sequence of two, three or four bytes. */
const utf8 = {
  firstOf2: "Â-ßĀĂĆČĎĐĒĖĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŪŮŰŲŹŻŽΒ-ΡΣ-ίВ-Я",
  firstOf3: "à-ïāăąćčďēėęěģīįķĺļŕźΰ-οа-п",
  firstOf4: "ðóđğšπσру",
  rest: "\\x80-¿ÆØæøĄąĽľŁłŒœŖŗŚśŞşŠšŤťŸŹźŻżŽžƒˆˇ˘˛˜˝΄΅ΆΈΉΊΌΎΏЁ-ЌЎЏҐёђ-ќўџґ†‡‰‹›€№™",
  /** These continue a sequence too, but are common enough in front of one. A space may have been U+00A0. */
  commonRest: "\\x20–—―‘’‚“”„•…",
} as const;

let unlikelySequence: RegExp | undefined;

/** Whether a text looks like mojibake: UTF-8 that was read as something else. ftfy's `is_bad`. */
export function isMojibake(text: string): boolean {
  unlikelySequence ??= new RegExp(
    unlikely
      .join("|")
      .replaceAll(" ", "")
      .replace(/\{(\w+)\}/g, (_, name: string) => sets[name as keyof typeof sets]),
    "u",
  );
  return unlikelySequence.test(text);
}

let misreadSequences: RegExp | undefined;

/** Finds what could be UTF-8, misread, within other text. ftfy's `UTF8_DETECTOR_RE`. A `g` pattern, only for `replace`. */
export function misreadUtf8(): RegExp {
  const rest = `[${utf8.rest}${utf8.commonRest}]`;
  misreadSequences ??= new RegExp(
    `(?<![${utf8.rest}])(?:[${utf8.firstOf2}]${rest}|[${utf8.firstOf3}]${rest}{2}|[${utf8.firstOf4}]${rest}{3})+`,
    "gu",
  );
  return misreadSequences;
}
