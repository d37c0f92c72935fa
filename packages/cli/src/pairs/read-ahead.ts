/** The items of a source that is read to its end at once, however slowly they are consumed. */
export async function* readAhead<Item>(source: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  const items: Item[] = [];
  let wake = (): void => {};
  let end: { error?: unknown } | undefined;
  const reading = (async () => {
    for await (const item of source) {
      items.push(item);
      wake();
    }
  })();
  reading
    .then(
      () => (end = {}),
      (error: unknown) => (end = { error }),
    )
    .finally(() => wake());
  for (;;) {
    const item = items.shift();
    if (item !== undefined) yield item;
    else if (end === undefined) await new Promise<void>((resolve) => (wake = resolve));
    else if ("error" in end) throw end.error;
    else return;
  }
}
