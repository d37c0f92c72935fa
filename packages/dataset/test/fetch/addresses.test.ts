import { describe, expect, it } from "vitest";
import { checkUrl } from "../../src/fetch/address/check-url.js";
import { checkedLookup } from "../../src/fetch/address/checked-lookup.js";
import { isPublicAddress } from "../../src/fetch/index.js";

// The list, and the rest of IANA's special-purpose registries.
const refused = [
  "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
  "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.1",
  "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::2]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:127.0.0.1]",
  "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]", "[3fff::1]",
  "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[5f00::1]", "[4000::1]",
  "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.1.", "%31%32%37.0.0.1",
]; // biome-ignore format: a table

describe("addresses", () => {
  it.each(refused)("refuses http://%s/", (host) => {
    expect(() => checkUrl(`http://${host}/a.png`, isPublicAddress)).toThrow(
      expect.objectContaining({ code: "dataset/fetch-address" }),
    );
  });

  it.each([
    "8.8.8.8",
    "168.63.129.17",
    "[2606:4700::1]",
    "[2a00:1450:4001:82f::200e]",
    "example.org",
    "[::ffff:8.8.8.8]",
  ])("allows http://%s/", (host) => {
    expect(checkUrl(`http://${host}/a.png#x`, isPublicAddress).hash).toBe("");
  });

  it.each([
    "file:///etc/passwd",
    "ftp://example.org/a",
    "data:image/png;base64,AA",
    "javascript:1",
    "a.png",
    "",
    "http://",
    "http://a:b@example.org/",
  ])("refuses “%s”", (url) => {
    expect(() => checkUrl(url, isPublicAddress)).toThrow(expect.objectContaining({ code: "dataset/fetch-url" }));
  });

  it("refuses what no request could carry", () => {
    const url = `http://example.org/${"a".repeat(20_000)}`;
    expect(() => checkUrl(url, isPublicAddress)).toThrow(/the limit is 16384/);
  });

  it.each(["", "x", "1.2.3.4.5", "::g"])("takes “%s” for no address at all", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe("names", () => {
  const find = (
    found: readonly string[],
    options: { all?: boolean; family?: number } = { all: true },
  ): Promise<unknown> => {
    const resolve = async () => found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    return new Promise((done, fail) => {
      checkedLookup(resolve, isPublicAddress)("a.example", options, (error, address, family) =>
        error === null ? done(family === undefined ? address : [address, family]) : fail(error),
      );
    });
  };

  it("gives the addresses as net.connect asks for them", async () => {
    const both = ["8.8.8.8", "2606:4700::1"];
    expect(await find(both)).toEqual([
      { address: "8.8.8.8", family: 4 },
      { address: "2606:4700::1", family: 6 },
    ]);
    expect(await find(both, {})).toEqual(["8.8.8.8", 4]);
    expect(await find(both, { family: 6 })).toEqual(["2606:4700::1", 6]);
  });

  it("refuses a name with one private address among its addresses", async () => {
    await expect(find(["8.8.8.8", "10.0.0.1"])).rejects.toMatchObject({ code: "dataset/fetch-address" });
  });

  it("refuses a name without an address", async () => {
    await expect(find([])).rejects.toMatchObject({ code: "dataset/fetch-dns" });
    await expect(find(["8.8.8.8"], { family: 6 })).rejects.toMatchObject({ code: "dataset/fetch-dns" });
  });
});
