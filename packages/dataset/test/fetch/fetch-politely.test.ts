import { describe, expect, it } from "vitest";
import { type Answer, faultServer, picture, redirect, send, status } from "./fault-server.js";
import { placeForEachTest, states } from "./fetch-paths.js";

const place = placeForEachTest();

describe("robots.txt", () => {
  const answers = (robots: Answer): Record<string, Answer> => ({ "/robots.txt": robots, "*": send(picture(3)) });

  it("is heeded, once for each origin", async () => {
    const robots = send("User-agent: *\nDisallow: /no\nUser-agent: other\nDisallow: /");
    const { outcomes } = await place.fetchPaths(answers(robots), ["/yes/1", "/no/1", "/no/2"]);
    expect(states(outcomes)).toEqual(["kept", "skipped dataset/robots-txt", "skipped dataset/robots-txt"]);
    expect(place.server?.requests).toEqual(["/robots.txt", "/yes/1"]);
  });

  it("that can't be read is asked for once for all addresses there, with retries", async () => {
    const robots: Answer = (response) => response.destroy();
    const { outcomes } = await place.fetchPaths(answers(robots), ["/a", "/b", "/c"], { retries: 1 });
    expect(new Set(states(outcomes))).toEqual(new Set(["failed dataset/fetch-connection"]));
    expect(place.server?.requests).toEqual(["/robots.txt", "/robots.txt"]);
  });

  it("of redirect targets is heeded too", async () => {
    const other = await faultServer(answers(send("User-agent: alttoimg\nDisallow: /")));
    const { outcomes } = await place.fetchPaths({ "/a": redirect(`${other.url}/b`) }, ["/a"]);
    expect(states(outcomes)).toEqual(["skipped dataset/robots-txt"]);
    expect(other.requests).toEqual(["/robots.txt"]);
    await other.close();
  });

  it.each<[string, Answer, string]>([
    ["a 404", status(404), "kept"],
    ["a 403", status(403), "kept"],
    ["a 503", status(503), "failed dataset/robots-unreachable"],
    ["a 429", status(429), "failed dataset/robots-unreachable"],
    ["a circle", redirect("/robots.txt"), "kept"],
    ["a redirect", redirect("/elsewhere"), "kept"],
    ["a closed connection", (response) => response.destroy(), "failed dataset/fetch-connection"],
    ["half a megabyte and more", send(`${"# comment\n".repeat(60_000)}User-agent: *\nDisallow: /`), "kept"],
  ])("that is %s", async (_, robots, state) => {
    const { outcomes } = await place.fetchPaths(answers(robots), ["/a"]);
    expect(states(outcomes)).toEqual([state]);
  });

  it("and headers don't count on request", async () => {
    const all = {
      "/robots.txt": send("User-agent: *\nDisallow: /"),
      "/a": send(picture(3), { "X-Robots-Tag": "noai" }),
    };
    const { outcomes } = await place.fetchPaths(all, ["/a"], { respectOptOut: false });
    expect(states(outcomes)).toEqual(["kept"]);
  });

  it("counts for other robots that are named", async () => {
    const robots = answers(send("User-agent: img2dataset\nDisallow: /\nUser-agent: *\nAllow: /"));
    const { outcomes } = await place.fetchPaths(robots, ["/a"], { robots: ["Img2dataset", "gptbot"] });
    expect(states(outcomes)).toEqual(["skipped dataset/robots-txt"]);
  });
});

describe("addresses", () => {
  it("aren't asked for on the own machine unless that is allowed", async () => {
    const { outcomes } = await place.fetchPaths({ "*": send(picture(4)) }, ["/a"], { allowLoopback: false });
    expect(states(outcomes)).toEqual(["failed dataset/fetch-address"]);
    expect(place.server?.requests).toEqual([]);
  });

  it("are checked when the connection is made, so a name can't change its address in between", async () => {
    const { outcomes } = await place.fetchPaths({}, ["http://localhost/", "http://a.example/"], {
      allowLoopback: false,
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    expect(states(outcomes)).toEqual(["failed dataset/fetch-address", "failed dataset/fetch-address"]);
  });

  it("of a name come from one question for each connection", async () => {
    place.server = await faultServer({
      "*": (response) => response.writeHead(200, { Connection: "close" }).end(picture(4)),
    });
    const port = new URL(place.server.url).port;
    // A hostile name server: public at first, then private.
    const answers = ["127.0.0.1", "10.0.0.1"];
    const { outcomes } = await place.fetchPaths({}, [`http://a.example:${port}/a`], {
      resolve: async () => [{ address: answers.shift() ?? "10.0.0.1", family: 4 }],
    });
    // The first answer is for robots.txt, the second for the image.
    expect(states(outcomes)).toEqual(["failed dataset/fetch-address"]);
    expect(place.server.requests).toEqual(["/robots.txt"]);
  });

  it("fail where the name is unknown", async () => {
    const resolve = async (): Promise<never> => {
      throw Object.assign(new Error("queryA ENOTFOUND"), { code: "ENOTFOUND" });
    };
    const { outcomes } = await place.fetchPaths({}, ["http://a.example/"], { resolve });
    expect(states(outcomes)).toEqual(["failed dataset/fetch-dns"]);
  });
});

describe("retries", () => {
  it("are as many as asked for, and only where they can help", async () => {
    const answers = { "/500": status(500), "/404": status(404) };
    await place.fetchPaths(answers, ["/500", "/404"], { retries: 3 });
    expect(place.server?.requests.filter((path) => path === "/500").length).toBe(4);
    expect(place.server?.requests.filter((path) => path === "/404").length).toBe(1);
  });

  it("wait as long as the server asks", async () => {
    let first = 0;
    let waited = 0;
    const busy: Answer = (response, _, n) => {
      if (n === 0) first = performance.now();
      else waited = performance.now() - first;
      if (n === 0) response.writeHead(503, { "Retry-After": "1" }).end();
      else response.end(picture(5));
    };
    const { outcomes } = await place.fetchPaths({ "/a": busy }, ["/a"]);
    expect(states(outcomes)).toEqual(["kept"]);
    expect(waited).toBeGreaterThan(950);
  });

  it("don't happen where the server asks for more time than there is", async () => {
    const { outcomes } = await place.fetchPaths({ "/a": status(429, { "Retry-After": "3600" }) }, ["/a"]);
    expect(states(outcomes)).toEqual(["failed dataset/http-429"]);
    expect(place.server?.requests).toEqual(["/robots.txt", "/a"]);
  });
});

it("keeps to its limits of requests in all and for each host", async () => {
  const slowly: Answer = (response) => void setTimeout(() => response.end(picture(6)), 20);
  const other = await faultServer({ "*": slowly });
  place.server = await faultServer({ "*": slowly });
  const paths = Array.from({ length: 20 }, (_, i) => [`/${i}`, `${other.url}/${i}`]).flat();
  const { counts } = await place.fetchPaths({}, paths, { perHost: 3, concurrency: 5 });
  expect(counts.kept).toBe(40);
  expect(place.server.mostAtOnce()).toBeLessThanOrEqual(3);
  expect(other.mostAtOnce()).toBeLessThanOrEqual(3);
  expect(place.server.mostAtOnce() + other.mostAtOnce()).toBeGreaterThan(3);
  await other.close();
});
