/** What all elements say. */
export type BaseMessages = {
  readonly problem: string;
  /** What to do, by an error's code, or by a package with a slash for all of its others. */
  readonly hints: Readonly<Record<string, string>>;
  readonly loading: string;
  /** @param share between 0 and 1, written as a percentage */
  readonly loadingShare: (share: string) => string;
};

export const baseEn: BaseMessages = {
  problem: "This doesn’t work",
  hints: {
    "core/worker":
      "The computation runs in a worker. Does the page’s Content-Security-Policy allow workers (worker-src blob: and the server of this script)?",
    "core/unreachable":
      "A file that is needed couldn’t be fetched. Check the connection, and try again or load this page again. If that doesn’t help, its address may be wrong.",
    "elements/webassembly":
      "This browser can’t run WebAssembly, which the model needs. Allow it in the browser’s settings, or open the page in another browser.",
    "elements/attribute": "The author of this page has to change an attribute of the element.",
    "elements/memory": "There isn’t enough memory. Close other tabs and pages, and load this page again.",
    "tiny/not-installed": "The author of this page has to install the package that has the data.",
    "wordnet/asset": "WordNet couldn’t be fetched. Check the connection, and try again or load this page again.",
    "alt-text/": "The page can’t be read. Is its HTML whole?",
    "bias/": "These figures can’t be computed. The author of this page has to look at what the element was given.",
    "clip/": "The model can’t be used. Is it a CLIP, exported to ONNX?",
    "core/": "Something couldn’t be read or computed. Load this page again; if that doesn’t help, tell its author.",
    "core/damaged": "The file is damaged, or was cut off on its way. Load this page again, or get the file again.",
    "core/too-many-bytes": "The file is too large for a page. Choose a smaller one.",
    "crawl/": "The file can’t be read. Is it a WARC or WAT file, and is it whole?",
    "crawl/not-a-warc":
      "This is another kind of file. Choose a WARC or WAT file: their names usually end with .warc.gz or .wat.gz.",
    "dataset/": "The dataset can’t be read as it is. Is it the right file or folder, and is it whole?",
    "dataset/csv": "The table can’t be read. Is it a CSV file with the names of its columns in the first line?",
    "dataset/embedding": "The embeddings can’t be used. The author of the dataset has to make them again.",
    "dataset/embedding-matrix": "The embeddings can’t be used. The author of the dataset has to make them again.",
    "dataset/json": "The file can’t be read as JSON. Is it whole?",
    "dataset/manifest":
      "The list of the dataset’s files is missing or doesn’t fit them. Is the address that of the dataset’s folder, with a slash at the end?",
    "dataset/no-such-column": "The dataset lacks a column that is needed here. Choose another dataset.",
    "dataset/no-such-file": "A file of the dataset is missing. Is the address right, and is the dataset complete?",
    "dataset/not-parquet":
      "This is another kind of file, or it is damaged. Choose a Parquet file, or get this one again.",
    "dataset/parquet-codec":
      "The file is compressed in a way that browsers can’t read. Write it again with Snappy, Zstandard or gzip.",
    "dataset/query": "Enter at least one word to search for.",
    "dataset/source":
      "This isn’t the address of a dataset. Give that of its folder, with a slash at the end, or of one Parquet file.",
    "dataset/tar": "The archive can’t be read. Is it a tar file, and is it whole?",
    "dataset/unknown-format": "This is another kind of file. Choose pairs in Parquet, JSON Lines or CSV.",
    "diffusion/": "The model can’t draw this. Is it a text-to-image model, exported to ONNX?",
    "diffusion/steps": "Take fewer steps: a model that was made for few can’t take many.",
    "elements/": "Something unexpected happened. Load this page again; if that doesn’t help, tell its author.",
    "elements/data":
      "The figures that the element was given can’t be compared. The author of this page has to correct them.",
    "elements/drawings": "The drawings couldn’t be loaded. Are you online? Load this page again.",
    "elements/hidden-synset": "It isn’t shown here. Search for something else.",
    "elements/no-embeddings": "There is no map of a dataset without embeddings. Choose another dataset.",
    "elements/no-pairs": "Choose a file with pairs: the addresses of pictures, and a text for each.",
    "elements/not-html": "Give the address of a web page, or paste its HTML.",
    "elements/picture":
      "The picture can’t be loaded or read. Is its address right, and may other sites read it (CORS)?",
    "elements/synset": "There is no such word. Is it in English, and spelled correctly?",
    "elements/unreachable":
      "Is the address right, are you online, and does the server let other sites read the file (CORS)?",
    "image/": "The picture can’t be read. Is it a PNG, JPEG, WebP or GIF file, and is it whole?",
    "image/too-large": "The picture is too large. Choose a smaller one.",
    "onnx/": "The model can’t be loaded or run. Is the address that of a folder with a model in ONNX?",
    "onnx/no-such-file": "A file of the model is missing. Is the address that of a folder with a model in ONNX?",
    "onnx/source": "Give the address of the model’s folder, or its name on Hugging Face: owner/name.",
    "onnx/unreachable":
      "The model can’t be loaded. Are you online, and does its server let other sites read it (CORS)?",
    "tiny/":
      "The data that come with this element can’t be read. Load this page again; if that doesn’t help, tell its author.",
    "wordnet/": "WordNet can’t be read. Load this page again; if that doesn’t help, tell its author.",
  },
  loading: "Loading …",
  loadingShare: (share) => `Loading … ${share}`,
};
