import { Alt2imgError } from "@alt2img/core";

/** Items that can be read once: a second loop throws `dataset/read-twice`, since it would look like an empty file. */
export function readOnce<Item>(items: AsyncIterable<Item>): AsyncIterable<Item> {
  let isTaken = false;
  return {
    [Symbol.asyncIterator]() {
      if (isTaken) {
        const message = "These pairs have been read already. To read them again, open their file again.";
        throw new Alt2imgError("dataset/read-twice", message);
      }
      isTaken = true;
      return items[Symbol.asyncIterator]();
    },
  };
}
