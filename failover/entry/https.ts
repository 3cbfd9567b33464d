import { request } from "node:https";
import type { EntryApi } from "../model/aws";

const timeoutMs = 5_000;

/** Asks as a client does: TLS under the platform's name, whichever load balancer is asked; an answer's body is not read. */
export const httpsEntry: EntryApi = {
  status: (host, url) =>
    new Promise((resolve, reject) => {
      const { hostname, pathname, search, port } = url;
      const sent = request(
        {
          host,
          servername: hostname,
          headers: { host: url.host },
          path: `${pathname}${search}`,
          port: port === "" ? 443 : Number(port),
          // A connection that was kept would go on to where the name pointed.
          agent: false,
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sent.setTimeout(timeoutMs, () => sent.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
      sent.on("error", reject);
      sent.end();
    }),
};
