import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { toHtml } from "../../../drill/report/html";
import { catalogue } from "../../../drill/scenarios/catalogue";
import { Browser } from "../support/browser";
import { aReport, aScenario, aTrial } from "../support/report";

/** The report in a real browser: `npm run test:page`. It fails, and does not skip, where there is none. */

const browser = new Browser();
afterAll(() => {
  browser.close();
});

/** Every scenario, long names of parts, an outage of nothing, and a missed budget. */
const trial = {
  ...aTrial,
  broke: [
    `kill active-region: ${"etcd-a, redis-a, sentinel-a, postgres-a, proxy-a, application-a1, ".repeat(3)}`,
  ],
  clients: ["a", "b", "shared-address"].map((name) => ({
    ...aTrial.clients[0]!,
    name,
    judged: name === "b",
  })),
};
const scenarios = catalogue.map(({ name, hypothesis }, index) => ({
  ...aScenario,
  name,
  hypothesis,
  ...(index === 1
    ? { verdict: "missed" as const, reasons: ["trial 1: recovery time: 2.50 s of 2.00 s"] }
    : {}),
  trials: [{ ...trial, outageMs: index === 0 ? 0 : trial.outageMs }],
}));
const settings = { ...aReport.settings, url: `https://${"very-long-name.".repeat(12)}example.com` };
const page = toHtml({ ...aReport, scenarios, settings }, []);

const layoutSchema = z.object({
  /** How far the page goes beyond its window, to the right. */
  overflow: z.number(),
  /** What goes beyond it. */
  beyond: z.array(z.string()),
  bars: z.array(z.number()),
  lanes: z.array(z.number()),
  smallestText: z.number(),
});

const question = `{
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  beyond: [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120)),
  bars: [...document.querySelectorAll(".bar")].map((one) => one.getBoundingClientRect().width),
  lanes: [...document.querySelectorAll(".lane svg")].map((one) => one.getBoundingClientRect().width),
  smallestText: Math.min(...[...document.querySelectorAll("body *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ""))
    .map((one) => parseFloat(getComputedStyle(one).fontSize))),
}`;

describe("the report in a browser", () => {
  test.each([360, 1_280, 2_560])(
    "fits a window of %d px, with bars that can be seen",
    async (width) => {
      const layout = layoutSchema.parse(await browser.ask(page, width, question));
      expect(layout).toMatchObject({ overflow: 0, beyond: [] });
      expect(layout.bars).toHaveLength(catalogue.length);
      expect(Math.min(...layout.bars)).toBeGreaterThanOrEqual(2);
      // A trial that took more than half of its budget.
      expect(Math.max(...layout.bars)).toBeGreaterThan(Math.min(width, 1_152) / 12);
      expect(Math.min(...layout.lanes)).toBeGreaterThan(width < 500 ? width * 0.85 : 500);
      expect(layout.smallestText).toBeGreaterThanOrEqual(12);
    },
    60_000,
  );

  test("fits a sheet of A4 as it is printed", async () => {
    // What is left of 210 mm between the margins, in CSS pixels, with the rules for paper.
    const width = Math.floor(((210 - 2 * 14) / 25.4) * 96);
    const printed = page.replace("@media print", "@media screen");
    const layout = layoutSchema.parse(await browser.ask(printed, width, question));
    expect(layout).toMatchObject({ overflow: 0, beyond: [] });
    expect(Math.min(...layout.bars)).toBeGreaterThanOrEqual(2);

    const pdf = (await browser.print(page)).toString("latin1");
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(1);
    const sizes = new Set(sheets.map(([, x, y]) => `${Math.round(Number(x))} × ${Math.round(Number(y))}`));
    expect(sizes).toEqual(new Set(["595 × 842"]));
  });

  test("shows the names of parts as text, whatever they are", async () => {
    const broke = [
      'kill <img src=x onerror="document.title=1">: </style><script>document.title = 1</script>',
    ];
    const hostile = toHtml({ ...aReport, scenarios: [{ ...aScenario, trials: [{ ...aTrial, broke }] }] }, []);
    const found = await browser.ask(
      hostile,
      1_280,
      '[document.querySelectorAll("img, script").length, document.title, document.body.innerText.includes("<img src=x")]',
    );
    expect(found).toEqual([0, "Drill on local: passed", true]);
  });
});
