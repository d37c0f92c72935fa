import { cutWords } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import type { CleanText, TextCleaning } from "./text-cleaning.js";
import type { TokenizerFile } from "./tokenizer-file.js";

/** A text as the model reads it. Plain data. */
export type TokenizedText = {
  /** The text after cleaning. */
  readonly text: string;
  /** The tokens as the vocabulary writes them, with those that mark start and end, without padding. */
  readonly tokens: readonly string[];
  /** Their ids, padded to the context length. */
  readonly inputIds: readonly number[];
  /** 1 for a token, 0 for padding; as long as `inputIds`. */
  readonly attentionMask: readonly number[];
  /**
   * The words that the model doesn't see because the text is too long, in order; empty when all of it fits. It may see
   * part of the first one.
   */
  readonly cutWords: readonly string[];
};

/** Turns texts into tokens as the model was trained to read them. */
export type ClipTokenizer = {
  /** How many tokens the model takes, with those that mark start and end. */
  readonly contextLength: number;
  readonly cleaning: TextCleaning;
  tokenize(text: string): TokenizedText;
};

export type TokenizerOptions = {
  readonly contextLength: number;
  readonly padId: number;
  readonly cleaning: TextCleaning;
  /** Does it. */
  readonly clean: CleanText;
};

/** How many characters per token to tokenize at first, so that a text of a megabyte costs no more than one of a page. */
const CHARACTERS_PER_TOKEN = 64;

export function createTokenizer(
  file: TokenizerFile,
  { contextLength, padId, cleaning, clean }: TokenizerOptions,
): ClipTokenizer {
  const room = contextLength - file.start.length - file.end.length;

  function tokenize(text: string): TokenizedText {
    if (typeof text !== "string") {
      throw clipError("text", `A text must be a string; got ${text === null ? "null" : typeof text}.`);
    }
    const cleaned = clean(text);
    const { ids, tokens } = encodeStart(file, cleaned, room);
    const kept = Math.min(ids.length, room);
    const used = file.start.length + kept + file.end.length;
    const padding = contextLength - used;
    return {
      text: cleaned,
      tokens: [...names(file.start), ...tokens.slice(0, kept), ...names(file.end)],
      inputIds: [...idsOf(file.start), ...ids.slice(0, kept), ...idsOf(file.end), ...Array(padding).fill(padId)],
      attentionMask: [...Array(used).fill(1), ...Array(padding).fill(0)],
      cutWords: ids.length > room ? cutWords([cleaned], room, (word) => file.encode(word).ids.length) : [],
    };
  }

  return { contextLength, cleaning, tokenize };
}

const names = (tokens: TokenizerFile["start"]): string[] => tokens.map(({ token }) => token);
const idsOf = (tokens: TokenizerFile["start"]): number[] => tokens.map(({ id }) => id);

/** The first tokens of a text: all of them, or else more than `room`. Cuts only at spaces. */
function encodeStart(file: TokenizerFile, text: string, room: number): { ids: number[]; tokens: string[] } {
  for (let length = room * CHARACTERS_PER_TOKEN; length < text.length; length *= 4) {
    const space = text.indexOf(" ", length);
    if (space < 0) break;
    const start = file.encode(text.slice(0, space));
    if (start.ids.length > room) return start;
  }
  return file.encode(text);
}
