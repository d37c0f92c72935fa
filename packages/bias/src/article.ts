/** By how the first word sounds: an hour, a university, an FBI agent, an 80-year-old. */
export function articleOf(words: string): "a" | "an" {
  if (SPELLED.test(words) || NUMBER.test(words)) return "an";
  const isVowel = VOWEL.test(words.normalize("NFD")) && !CONSONANT.test(words) && !SPELLED_U.test(words);
  return isVowel ? "an" : "a";
}

const VOWEL = /^(?:[aeiou]|h(?:eir|on(?:est|or|our)|our))/i;
/** As in you and one. */
const CONSONANT =
  /^(?:eu(?!ler)|ew|on(?:ce\b|e(?![ir]))|u(?:biq|f|g[ar]|k|nanim|nesco|ni(?![mn]|deal|dent|ron|ss)|r[aeiou]|s[aeiu]|t[aeiou]|v))/i;
/** Letters that are said one by one: the first one's name starts with a vowel. */
const SPELLED = /^[FHLMNRSX](?![AEIOUY])[A-Z]{0,2}(?![A-Za-z])/;
const SPELLED_U = /^U[A-Z]{0,2}(?![A-Za-z])/;
/** Eight, eleven, eighteen, and whatever starts with eight. */
const NUMBER = /^(?:8|1[18](?!\d))/;
