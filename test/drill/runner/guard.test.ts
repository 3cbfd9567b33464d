import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refused } from "../../../drill/model/exit-code";
import { resolvePrivateUrl, requireWritableFolder } from "../../../drill/runner/guard";

describe("the guard of addresses", () => {
  test.each([
    ["http://127.0.0.1:18080", "http://127.0.0.1:18080"],
    ["http://127.255.3.4", "http://127.255.3.4"],
    ["http://localhost:80/", "http://127.0.0.1"],
    ["http://10.0.0.1:1", "http://10.0.0.1:1"],
    ["https://172.31.255.255/", "https://172.31.255.255"],
    ["http://192.168.1.1", "http://192.168.1.1"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    // Other ways to write 127.0.0.1 are read as what they mean.
    ["http://2130706433", "http://127.0.0.1"],
  ])("accepts %s", async (text, url) => {
    await expect(resolvePrivateUrl(text)).resolves.toBe(url);
  });

  test.each([
    ["http://8.8.8.8", "8.8.8.8 is not a loopback or RFC 1918 address"],
    ["http://172.32.0.1", "172.32.0.1 is not a loopback or RFC 1918 address"],
    ["http://172.15.255.255", "172.15.255.255 is not a loopback or RFC 1918 address"],
    ["http://192.169.0.1", "192.169.0.1 is not a loopback or RFC 1918 address"],
    ["http://169.254.169.254", "169.254.169.254 is not a loopback or RFC 1918 address"],
    ["http://0.0.0.0", "0.0.0.0 is not a loopback or RFC 1918 address"],
    ["http://134744072", "8.8.8.8 is not a loopback or RFC 1918 address"],
    ["http://[2001:4860:4860::8888]", "2001:4860:4860::8888 is not a loopback or RFC 1918 address"],
    ["http://[::ffff:8.8.8.8]", "is not a loopback or RFC 1918 address"],
    ["http://127.0.0.1.example.com", "127.0.0.1.example.com is a name"],
    ["http://10.0.0.1@example.com", "example.com is a name"],
    ["ftp://127.0.0.1", "is not an http or https URL"],
    ["127.0.0.1:18080", "is not an http or https URL"],
  ])("refuses %s", async (text, reason) => {
    await expect(resolvePrivateUrl(text)).rejects.toThrow(Refused);
    await expect(resolvePrivateUrl(text)).rejects.toThrow(reason);
  });

  test.each([
    [["127.0.0.1"], "http://127.0.0.1:80"],
    [["::1", "127.0.0.1"], "http://127.0.0.1:80"],
    [["::1"], "http://[::1]:80"],
  ])("replaces localhost, which resolves to %j, by an address", async (addresses, url) => {
    const resolve = () => Promise.resolve(addresses);
    await expect(resolvePrivateUrl("http://localhost:80", resolve)).resolves.toBe(
      new URL(url).href.slice(0, -1),
    );
  });

  test.each([[["10.0.0.1"]], [["127.0.0.1", "192.168.0.7"]], [[]]])(
    "refuses localhost where /etc/hosts sends it to %j",
    async (addresses) => {
      const resolve = () => Promise.resolve(addresses);
      await expect(resolvePrivateUrl("http://localhost", resolve)).rejects.toThrow(
        `localhost resolves to ${addresses.join(", ") || "nothing"} on this machine, not to loopback alone`,
      );
    },
  );
});

describe("the guard of the report folder", () => {
  test("makes a folder that is not there yet", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "drill-")), "new", "drills");
    expect(requireWritableFolder(folder)).toBe(folder);
  });

  test("refuses a file", () => {
    const file = join(mkdtempSync(join(tmpdir(), "drill-")), "file");
    writeFileSync(file, "");
    expect(() => requireWritableFolder(file)).toThrow(`--report-dir ${file} cannot be written`);
  });
});
