/** Items in order, each for a host; `take` gives the first one whose host has room. */
export type HostQueue<Item> = {
  readonly size: number;
  add(host: string, item: Item): void;
  /** @param begin gives something for an item that can begin now, `undefined` for one whose host has to wait */
  take<Begun>(begin: (host: string) => Begun | undefined): { item: Item; begun: Begun } | undefined;
};

/** Takes time with the number of hosts that have to wait, not with the number of items. */
export function hostQueue<Item>(): HostQueue<Item> {
  const byHost = new Map<string, Item[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(host, item) {
      size++;
      const line = byHost.get(host);
      if (line === undefined) byHost.set(host, [item]);
      else line.push(item);
    },
    take(begin) {
      for (const [host, line] of byHost) {
        const begun = begin(host);
        if (begun === undefined) continue;
        const item = line.shift()!;
        size--;
        // To the end, so that all hosts get their turn.
        byHost.delete(host);
        if (line.length > 0) byHost.set(host, line);
        return { item, begun };
      }
      return undefined;
    },
  };
}
