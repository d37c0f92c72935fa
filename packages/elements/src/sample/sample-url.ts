/** Where the pairs of the tiny crawl are: with their scores, pictures and embeddings, 1.3 MB. In this form, bundlers know that it is a file. */
export const sampleUrl = (): URL => new URL("./tiny-crawl.parquet", import.meta.url);
