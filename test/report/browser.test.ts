import { afterAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { toPage } from "../../report/page/page";
import { Browser } from "../drill/support/browser";
import { aFragileRun, aHostileRun, aSoundRun } from "./support/reports";

/** The page of a run in a real browser: `npm run test:page`. It fails, and does not skip, where there is none. */

const browser = new Browser();
afterAll(() => {
  browser.close();
});

const pages = [
  ["that survives", toPage(aSoundRun)],
  ["that survives nothing", toPage(aFragileRun)],
] as const;
const [[, sound]] = pages;

const layoutQuestion = `{
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  beyond: [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120)),
  smallestText: Math.min(...[...document.querySelectorAll("body *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ""))
    .map((one) => parseFloat(getComputedStyle(one).fontSize))),
  drawings: [...document.querySelectorAll(".drawing")]
    .filter((one) => getComputedStyle(one).display !== "none").length,
}`;

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The page with axe-core in it, which is asked for what people with a screen reader or a keyboard would miss. */
function examined(page: string): string {
  return page.replace("</body>", () => `<script>${axe}</script></body>`);
}

const axeQuestion = `window.axe.run(document).then(({ violations, passes }) => ({
  passes: passes.length,
  violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).join(" | ")),
}))`;

const dark = (page: string): string => page.replaceAll("prefers-color-scheme: dark", "min-width: 1px");

describe.each(pages)("the page of a program %s", (_, page) => {
  test.each([360, 1_280, 2_560])(
    "fits a window of %d px and shows one drawing",
    async (width) => {
      const layout = await browser.ask(page, width, layoutQuestion);
      expect(layout).toMatchObject({ overflow: 0, beyond: [], drawings: 1 });
      expect(z.object({ smallestText: z.number() }).parse(layout).smallestText).toBeGreaterThanOrEqual(12);
    },
    60_000,
  );

  test.each([
    ["light", 1_280, page],
    ["light, narrow", 360, page],
    ["dark", 1_280, dark(page)],
  ])(
    "has nothing that axe-core objects to: %s",
    async (_name, width, shown) => {
      const found = await browser.ask(examined(shown), width, axeQuestion);
      expect(found).toEqual({ passes: expect.any(Number), violations: [] });
      expect(z.object({ passes: z.number() }).parse(found).passes).toBeGreaterThan(15);
    },
    60_000,
  );

  test("fits sheets of A4", async () => {
    const width = Math.floor(((210 - 2 * 14) / 25.4) * 96);
    const printed = page.replaceAll("@media print", "@media screen");
    expect(await browser.ask(printed, width, layoutQuestion)).toMatchObject({ overflow: 0, beyond: [] });
    const pdf = (await browser.print(page)).toString("latin1");
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(1);
    const sizes = new Set(sheets.map(([, x, y]) => `${Math.round(Number(x))} × ${Math.round(Number(y))}`));
    expect(sizes).toEqual(new Set(["595 × 842"]));
  }, 60_000);
});

describe("a failure that was chosen", () => {
  const state = `{
    gone: [...document.querySelectorAll(".wide .zone.gone")].map((one) => one.dataset.zone),
    regions: [...document.querySelectorAll(".wide .region.gone")].map((one) => one.dataset.region),
    states: [...new Set([...document.querySelectorAll(".wide .state")].map((one) => one.textContent).filter(Boolean))].sort(),
    said: [...document.querySelectorAll("[data-aftermath]:not([hidden]) h3")].map((one) => one.textContent),
    pressed: [...new Set([...document.querySelectorAll('.failure[aria-pressed="true"]')].map((one) => one.textContent))],
  }`;
  const press = (label: string): string =>
    `[...document.querySelectorAll(".breakers .failure")].find((one) => one.textContent.includes("${label}"))`;
  const asked = (deed: string): Promise<unknown> => browser.ask(sound, 1_280, `(${deed}, ${state})`);

  test("takes its zone out of the drawing, and the words say what is left", async () => {
    expect(await asked(`${press("zone us-east-1b")}.click()`)).toEqual({
      gone: ["us-east-1b"],
      regions: [],
      states: ["✓ goes on", "✕ gone"],
      said: ["zone us-east-1b: what is left"],
      pressed: ["✓zone us-east-1b"],
    });
  }, 60_000);

  test("takes a whole region out, and the other one goes on", async () => {
    expect(await asked(`${press("region us-east-1")}.click()`)).toMatchObject({
      gone: ["us-east-1a", "us-east-1b", "us-east-1c"],
      regions: ["us-east-1"],
      said: ["region us-east-1: what is left"],
    });
  }, 60_000);

  test("is undone by Escape, and by pressing it again", async () => {
    const whole = { gone: [], regions: [], states: [], said: [], pressed: ["Nothing broken"] };
    const escape = `window.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape" }))`;
    expect(await asked(`${press("region us-east-1")}.click(), ${escape}`)).toEqual(whole);
    const button = press("region us-east-1");
    expect(await asked(`${button}.click(), ${button}.click()`)).toEqual(whole);
  }, 60_000);

  test("can be chosen with the keyboard: every failure is a button in the order of the page", async () => {
    const buttons = await browser.ask(
      sound,
      1_280,
      `[...document.querySelectorAll(".failure")].map((one) => [one.tagName, one.tabIndex])`,
    );
    expect(new Set((buttons as unknown[]).map((one) => JSON.stringify(one)))).toEqual(
      new Set(['["BUTTON",0]']),
    );
  }, 60_000);
});

test("shows names as text, whatever they are", async () => {
  const found = await browser.ask(
    toPage(aHostileRun()),
    1_280,
    `[document.querySelectorAll("img").length, document.querySelectorAll("script").length, document.title.length > 1, document.body.innerText.includes("<img src=x")]`,
  );
  expect(found).toEqual([0, 2, true, true]);
}, 60_000);
