import type { AltTextRule } from "./rule.js";
import { allCapitals } from "./rules/all-capitals.js";
import { automatic } from "./rules/automatic.js";
import { blank } from "./rules/blank.js";
import { emoji } from "./rules/emoji.js";
import { emptyInControl } from "./rules/empty-in-control.js";
import { filename } from "./rules/filename.js";
import { imageOf } from "./rules/image-of.js";
import { keywordStuffing } from "./rules/keyword-stuffing.js";
import { language } from "./rules/language.js";
import { markup } from "./rules/markup.js";
import { missing } from "./rules/missing.js";
import { pictureNotAction } from "./rules/picture-not-action.js";
import { placeholder } from "./rules/placeholder.js";
import { repeatsCaption } from "./rules/repeats-caption.js";
import { repeatsControlText } from "./rules/repeats-control-text.js";
import { repeatsImage } from "./rules/repeats-image.js";
import { repeatsNearbyText } from "./rules/repeats-nearby-text.js";
import { spacer } from "./rules/spacer.js";
import { titleAdds } from "./rules/title-adds.js";
import { titleAlone } from "./rules/title-alone.js";
import { titleOnDecorative } from "./rules/title-on-decorative.js";
import { titleRepeats } from "./rules/title-repeats.js";
import { tooLong } from "./rules/too-long.js";
import { tooShort } from "./rules/too-short.js";

/** All rules, in the order in which they are checked. */
export const altTextRules: readonly AltTextRule[] = [
  titleOnDecorative,
  titleAlone,
  spacer,
  blank,
  missing,
  emptyInControl,
  filename,
  placeholder,
  markup,
  pictureNotAction,
  automatic,
  imageOf,
  tooShort,
  tooLong,
  repeatsControlText,
  repeatsCaption,
  repeatsNearbyText,
  repeatsImage,
  allCapitals,
  keywordStuffing,
  emoji,
  language,
  titleRepeats,
  titleAdds,
];
