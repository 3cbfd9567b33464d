/** What answers at the platform's name: HTTPS on a free port of this machine, under a certificate of its own. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface Entry {
  readonly url: string;
  /** The certificate that a client has to know. */
  readonly certificateFile: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** @param folder where its key and certificate are written. */
export async function openEntry(folder: string): Promise<Entry> {
  const [key, certificateFile] = [join(folder, "entry-key.pem"), join(folder, "entry.pem")];
  const names = "subjectAltName=DNS:localhost";
  execFileSync(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
      ],
      ...["-subj", "/CN=localhost", "-addext", names, "-keyout", key, "-out", certificateFile],
    ],
    { stdio: "ignore" },
  );
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificateFile) });
  server.on("request", (request, response) => {
    asked.push(request.url ?? "");
    response.end("ready\n");
  });
  server.listen(0);
  await once(server, "listening");
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificateFile,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
