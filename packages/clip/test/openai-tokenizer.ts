import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A `tokenizer.json` with OpenAI's vocabulary, as transformers writes it, from the file in OpenAI's repository. */
export function openAiTokenizer(data: string): object {
  const lines = gunzipSync(readFileSync(join(data, "clip/bpe_simple_vocab_16e6.txt.gz")))
    .toString("utf8")
    .split("\n");
  const merges = lines.slice(1, 49152 - 256 - 2 + 1).map((line) => line.split(" "));
  const bytes = byteAlphabet();
  const start = "<|startoftext|>";
  const end = "<|endoftext|>";
  const tokens = [...bytes, ...bytes.map((byte) => `${byte}</w>`), ...merges.map((pair) => pair.join("")), start, end];
  const special = [start, end].map((content) => ({
    id: tokens.indexOf(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: true,
    special: true,
  }));
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "NFC" },
        { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
        { type: "Lowercase" },
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        {
          type: "Split",
          pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: "Removed",
          invert: true,
        },
        { type: "ByteLevel", add_prefix_space: false, trim_offsets: true },
      ],
    },
    post_processor: {
      type: "RobertaProcessing",
      sep: [end, tokens.indexOf(end)],
      cls: [start, tokens.indexOf(start)],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: end,
      continuing_subword_prefix: "",
      end_of_word_suffix: "</w>",
      fuse_unk: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}

/** OpenAI's `bytes_to_unicode`: a printable character for each byte, printable ones first. */
function byteAlphabet(): string[] {
  const printable = [...range(0x21, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff)];
  const others = range(0, 255).filter((byte) => !printable.includes(byte));
  return [...printable.map((byte) => String.fromCharCode(byte)), ...others.map((_, i) => String.fromCharCode(256 + i))];
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
