import bicycle from "../samples/pictures/bicycle.webp?url";
import dog from "../samples/pictures/dog.webp?url";
import fireEngine from "../samples/pictures/fire-engine.webp?url";
import redApple from "../samples/pictures/red-apple.webp?url";
import teapot from "../samples/pictures/teapot.webp?url";
import womanFirefighter from "../samples/pictures/woman-firefighter.webp?url";

const pictures = {
  "red apple": redApple,
  "woman firefighter": womanFirefighter,
  dog,
  "fire engine": fireEngine,
  teapot,
  bicycle,
};

export const sampleTexts: readonly string[] = [
  "a red apple",
  "a green apple",
  "a firefighter",
  "a fire engine",
  "a dog",
  "a teapot on a table",
  "qwx zrtl pfk",
];

/** Drawings that the tiny CLIP has learned from. */
export async function samplePictures(): Promise<File[]> {
  return Promise.all(
    Object.entries(pictures).map(async ([name, url]) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: the server responded with status ${response.status}.`);
      return new File([await response.blob()], `${name}.webp`, { type: "image/webp" });
    }),
  );
}

export async function samplePage(): Promise<string> {
  const { default: html } = await import("../samples/page.html?raw");
  return html;
}
