import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const options = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium, one start for each question. */
export class Browser {
  readonly #folder = mkdtempSync(join(tmpdir(), "page-"));

  /**
   * Loads a page at a width of its own, which a window of the browser may not get as narrow as, and asks it something.
   * @param question an expression in the page, of its `document` and `window`; its value, or what it promises, must be JSON.
   */
  async ask(html: string, width: number, question: string): Promise<unknown> {
    // A frame has the width that it is given, whatever the window's is. It answers in the title of the outer page.
    const frame = `<iframe style="border:0;width:${width}px;height:4000px" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
    const script = `<script>addEventListener("load", async () => {
      const window = document.querySelector("iframe").contentWindow;
      const answer = await ((document) => (${question}))(window.document);
      document.title = encodeURIComponent(JSON.stringify(answer));
    });</script>`;
    // The time of the page is the browser's own: it passes as fast as there is something to do.
    const waiting = "--virtual-time-budget=20000";
    const outer = `<!doctype html><title>none</title>${frame}${script}`;
    const dom = await this.#run(outer, [waiting, "--dump-dom"]);
    const [, title = ""] = /<title>([^<]*)<\/title>/.exec(dom) ?? [];
    return JSON.parse(decodeURIComponent(title)) as unknown;
  }

  /** The page on paper. */
  async print(html: string): Promise<Buffer> {
    const file = join(this.#folder, "page.pdf");
    await this.#run(html, ["--no-pdf-header-footer", `--print-to-pdf=${file}`]);
    return readFileSync(file);
  }

  async #run(html: string, more: readonly string[]): Promise<string> {
    const page = join(this.#folder, "page.html");
    writeFileSync(page, html);
    const profile = `--user-data-dir=${join(this.#folder, "profile")}`;
    try {
      const { stdout } = await run("chromium", [...options, profile, ...more, `file://${page}`], {
        maxBuffer: 32 << 20,
        timeout: 60_000,
      });
      return stdout;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new Error("no chromium on this machine; install it with: sudo sh drill/install-chromium.sh", {
        cause: error,
      });
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
