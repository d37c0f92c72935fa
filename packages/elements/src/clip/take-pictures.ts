import { type NamedPicture, picturesIn } from "./named-picture.js";

export type TakePicturesOptions = {
  /** Whether the element takes pictures just now. */
  readonly isOpen: () => boolean;
  readonly onPictures: (pictures: readonly NamedPicture[]) => void;
};

/** Lets an element take pictures that are dropped or pasted. While they are over it, it has the class `dropping`. */
export function takePictures(element: HTMLElement, { isOpen, onPictures }: TakePicturesOptions): void {
  const take = (event: Event, data: DataTransfer | null): void => {
    element.classList.remove("dropping");
    const pictures = picturesIn(data?.files ?? []);
    if (!isOpen() || pictures.length === 0) return;
    event.preventDefault();
    onPictures(pictures);
  };
  element.addEventListener("dragover", (event) => {
    if (!isOpen() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    element.classList.add("dropping");
  });
  element.addEventListener("dragleave", () => element.classList.remove("dropping"));
  element.addEventListener("drop", (event) => take(event, event.dataTransfer));
  element.addEventListener("paste", (event) => take(event, event.clipboardData));
}
