import { Agent } from "undici";
import { expect, it, onTestFinished } from "vitest";
import { robotsCache } from "../../src/fetch/robots/robots-cache.js";
import { type FaultServer, faultServer, send } from "./fault-server.js";

it("forgets the origins that it hasn't been asked about for longest", async () => {
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.destroy());
  const servers: FaultServer[] = [];
  for (let i = 0; i < 3; i++) servers.push(await faultServer({ "/robots.txt": send("User-agent: *\nDisallow: /no") }));
  onTestFinished(async () => void (await Promise.all(servers.map((server) => server.close()))));
  const cache = robotsCache({
    ...{ dispatcher, isAllowed: () => true, headers: {}, agent: "a", others: [], retries: 0, backoffMs: 1 },
    ...{ deadlineMs: 5000, stop: new AbortController().signal, mostOrigins: 2 },
  });
  for (const i of [0, 1, 0, 2, 0, 1]) await cache.check(new URL("/yes", servers[i]!.url));
  expect(servers.map(({ requests }) => requests.length)).toEqual([1, 2, 1]);
});
