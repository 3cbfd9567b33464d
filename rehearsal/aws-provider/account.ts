/**
 * As much of an AWS account as a preview asks for: who is calling, and the prefix lists that every account has. It
 * answers on loopback; whatever else is asked, it refuses by name.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ACCOUNT } from "../cloud/aws/resource-type";
import { text } from "../cloud/values";
import { prefixListFunctions } from "../cloud/aws/managed-prefix-lists";

export interface AnsweringAccount {
  /** The variables by which the provider asks this account and no other. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

export async function answerAsAccount(): Promise<AnsweringAccount> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const asked = new URLSearchParams(body);
      const action = asked.get("Action") ?? `${request.method ?? ""} ${request.url ?? ""}`;
      const answer = answers[action]?.(asked);
      response.writeHead(answer === undefined ? 501 : 200, { "content-type": "text/xml" });
      response.end(answer ?? refusal(action));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "rehearsal",
      AWS_SECRET_ACCESS_KEY: "rehearsal",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "1",
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const answers: Readonly<Record<string, (asked: URLSearchParams) => string | undefined>> = {
  GetCallerIdentity: () =>
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
    `<Arn>arn:aws:iam::${ACCOUNT}:user/rehearsal</Arn><UserId>REHEARSAL</UserId><Account>${ACCOUNT}</Account>` +
    `</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  DescribeManagedPrefixLists: (asked) => {
    const name = asked.get("Filter.1.Value.1") ?? "";
    const list = prefixListFunctions["aws:ec2/getManagedPrefixList:getManagedPrefixList"]?.({ name }, {});
    if (list === undefined || list instanceof Promise) return undefined;
    const fields = {
      prefixListId: "id",
      prefixListName: "name",
      addressFamily: "addressFamily",
      ownerId: "ownerId",
    };
    const parts = Object.entries(fields).map(([tag, key]) => `<${tag}>${text(list[key]) ?? ""}</${tag}>`);
    return (
      `<DescribeManagedPrefixListsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><prefixListSet><item>` +
      `${parts.join("")}<state>create-complete</state><version>1</version></item></prefixListSet>` +
      `</DescribeManagedPrefixListsResponse>`
    );
  },
  GetManagedPrefixListEntries: () =>
    `<GetManagedPrefixListEntriesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><entrySet/>` +
    `</GetManagedPrefixListEntriesResponse>`,
};

function refusal(action: string): string {
  const message = `a rehearsed preview has no account to ask: ${action}`;
  return `<ErrorResponse><Error><Code>NotRehearsed</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
