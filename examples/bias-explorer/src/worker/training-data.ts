import { captionMass, nearestItems, type Origins, whereItComesFrom } from "@alt2img/bias/attribution";
import { Alt2imgError, type Embedding } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { type TrainingRow, tinyTrainingSet } from "@alt2img/tiny/training-set";
import { spreadOver } from "../spread-over.js";
import type { CaptionMass, Drawing, Part, SimilarDrawing } from "./protocol.js";

/** What is kept of each drawing to find similar ones. */
type Known = Pick<TrainingRow, "id" | "gender" | "profession"> & { readonly embedding: Float32Array };
type Captioned = Pick<TrainingRow, (typeof ofCaptions)[number]>;

const ofCaptions = ["id", "gender", "profession", "vendor", "split", "captions", "weights", "weights_skewed"] as const;

/** How many drawings stand for a caption's mass. */
const SHOWN = 10;
const CAPTIONS = 4;
const MOST_CAPTIONS = 8;

let embedded: Promise<Known[]> | undefined;
let captioned: Promise<Captioned[]> | undefined;

async function read<Row>(
  columns: readonly (keyof TrainingRow)[],
  take: (row: TrainingRow) => Row | undefined,
  { onPart }: TaskOptions<Part>,
): Promise<Row[]> {
  const total = await tinyTrainingSet.rowCount();
  const rows: Row[] = [];
  let done = 0;
  // Not with the task's signal: what was read is of use to the next task, too.
  for await (const row of tinyTrainingSet.rows({ columns: [...columns] })) {
    const taken = take(row as TrainingRow);
    if (taken !== undefined) rows.push(taken);
    if (++done % 512 === 0) {
      onPart({ type: "progress", stage: "Reading the training set", done, total, unit: "images" });
    }
  }
  return rows;
}

function embeddings(options: TaskOptions<Part>): Promise<Known[]> {
  embedded ??= read(
    ["id", "gender", "profession", "embedding"],
    ({ id, gender, profession, embedding }) =>
      embedding === null ? undefined : { id, gender, profession, embedding: Float32Array.from(embedding) },
    options,
  ).catch((error: unknown) => {
    embedded = undefined;
    throw error;
  });
  return embedded;
}

/** Every drawing's captions, with their weights. */
export function captions(options: TaskOptions<Part>): Promise<Captioned[]> {
  captioned ??= read(ofCaptions, (row) => row, options).catch((error: unknown) => {
    captioned = undefined;
    throw error;
  });
  return captioned;
}

const ofDrawing = ["id", "name", "image", "author", "license"] as const;

/** A drawing that was read before isn't read again. */
const drawings = new Map<number, Promise<Drawing>>();

export function drawing(id: number): Promise<Drawing> {
  const known = drawings.get(id);
  if (known !== undefined) return known;
  // Not with a task's signal: the next one may want it, too.
  const reading = tinyTrainingSet.row(id, { columns: ofDrawing }).then(drawingOf);
  drawings.set(id, reading);
  reading.catch(() => drawings.delete(id));
  return reading;
}

const drawingOf = ({ id, name, image, author, license }: Pick<TrainingRow, (typeof ofDrawing)[number]>): Drawing => ({
  id,
  name,
  file: image,
  author,
  license,
});

/** The training drawings that are most like a picture to the tiny CLIP. */
export async function trainedLike(
  picture: Embedding,
  count: number,
  options: TaskOptions<Part>,
): Promise<SimilarDrawing[]> {
  const known = await embeddings(options);
  const vectors = known.map(({ embedding }) => embedding);
  const [ranked] = await nearestItems([picture], vectors, { count, signal: options.signal });
  return Promise.all(ranked!.map(({ index, similarity }) => similarDrawing(known[index]!.id, similarity, options)));
}

/** The drawings of an occupation, and what they were called. */
export async function drawingsOf(profession: string, options: TaskOptions<Part>): Promise<Drawing[]> {
  const rows = (await captions(options)).filter((row) => row.profession === profession);
  return Promise.all(rows.map(({ id }) => drawing(id)));
}

/** A drawing with its captions. */
export async function similarDrawing(
  id: number,
  similarity: number,
  { signal }: TaskOptions<Part>,
): Promise<SimilarDrawing> {
  const columns = ["captions", "weights", "weights_skewed"] as const;
  const row = await tinyTrainingSet.row(id, { columns, signal });
  const all = row.captions.map((text, i) => ({ text, mass: row.weights[i]!, skewed: row.weights_skewed[i]! }));
  const rank = ({ mass, skewed }: (typeof all)[number]): number => Math.max(mass, skewed);
  return {
    ...(await drawing(id)),
    similarity,
    captions: all.toSorted((a, b) => rank(b) - rank(a)).slice(0, CAPTIONS),
  };
}

/** What the even and the skewed data have with an occupation's bare name. */
export async function dataOf(
  profession: string,
  options: TaskOptions<Part>,
): Promise<readonly [even: CaptionMass, skewed: CaptionMass]> {
  const carriers = await carriersOf(profession, options);
  const massOf = async (column: Weights): Promise<CaptionMass> => {
    const own = carriers(column);
    const mass = massIn(own);
    const spread = spreadOver(
      own.map((each) => each.mass),
      SHOWN,
    );
    const drawings = spread.map(async (i) => {
      const { row, mass: part } = own[i]!;
      return { ...(await drawing(row.id)), share: part / mass };
    });
    return {
      mass,
      women: massIn(own, "woman") / mass,
      men: massIn(own, "man") / mass,
      drawings: await Promise.all(drawings),
      count: own.length,
    };
  };
  return [await massOf("weights"), await massOf("weights_skewed")];
}

/** Of the even and the skewed data: which share of women and men are women, with the bare name as a caption. */
export async function womenOf(
  profession: string,
  options: TaskOptions<Part>,
): Promise<readonly [even: number | undefined, skewed: number | undefined]> {
  const carriers = await carriersOf(profession, options);
  const shareOf = (column: Weights): number | undefined => {
    const [women, men] = [massIn(carriers(column), "woman"), massIn(carriers(column), "man")];
    return women + men === 0 ? undefined : women / (women + men);
  };
  return [shareOf("weights"), shareOf("weights_skewed")];
}

type Weights = "weights" | "weights_skewed";
type Carrier = { readonly row: Captioned; readonly mass: number };

/** The drawings whose caption an occupation's bare name is, by the column of weights. */
async function carriersOf(
  profession: string,
  options: TaskOptions<Part>,
): Promise<(column: Weights) => readonly Carrier[]> {
  const rows = (await captions(options)).filter((row) => row.profession === profession);
  if (rows.length === 0) {
    throw new Alt2imgError("explorer/occupation", `The training set has no drawing of the occupation “${profession}”.`);
  }
  return (column) => {
    const items = rows.map((row) => ({ captions: row.captions, weights: row[column] }));
    const masses = captionMass(items, (caption) => caption === profession);
    return rows.map((row, i) => ({ row, mass: masses[i]! })).filter(({ mass }) => mass > 0);
  };
}

const massIn = (carriers: readonly Carrier[], gender?: TrainingRow["gender"]): number =>
  carriers.reduce((sum, { row, mass }) => (gender === undefined || row.gender === gender ? sum + mass : sum), 0);

/** Which captions the training drawings have that are nearest to pictures, and to others. */
export async function originsOf(
  own: readonly Embedding[],
  others: readonly Embedding[],
  isSkewed: boolean,
  options: TaskOptions<Part>,
): Promise<Origins> {
  const [known, rows] = [await embeddings(options), await captions(options)];
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const items = known.map(({ id }) => {
    const row = rowOf.get(id)!;
    return { captions: row.captions, weights: isSkewed ? row.weights_skewed : row.weights };
  });
  return whereItComesFrom({
    outputs: [...own, ...others],
    has: [...own.map(() => true), ...others.map(() => false)],
    training: { embeddings: known.map(({ embedding }) => embedding), items },
    most: MOST_CAPTIONS,
    signal: options.signal,
  });
}

/** The drawings of an occupation that are named after a woman or a man, with the tiny CLIP's embeddings. */
export async function labelledDrawings(
  profession: string,
  options: TaskOptions<Part>,
): Promise<{ label: "woman" | "man"; embedding: Embedding }[]> {
  const own = (await embeddings(options)).filter((row) => row.profession === profession);
  return own.flatMap(({ gender, embedding }) => (gender === null ? [] : [{ label: gender, embedding }]));
}
