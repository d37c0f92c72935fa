import { Alt2imgError, type OnDiagnostic } from "@alt2img/core";
import { openText } from "./encoding/open-text.js";
import { extractPage } from "./extract-page.js";
import { OpenElements } from "./html/open-elements.js";
import { RAW_TEXT, RCDATA, tagFlags, tagId, tagName } from "./html/tag-name.js";
import { decodeAttribute, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "./html/tokenizer.js";
