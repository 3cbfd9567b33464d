import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { answerAsAccount, type AnsweringAccount } from "../../../rehearsal/aws-provider/account";

let account: AnsweringAccount;
beforeAll(async () => {
  account = await answerAsAccount();
});
afterAll(() => {
  account.close();
});

async function ask(body: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(account.environment["AWS_ENDPOINT_URL"] ?? "", { method: "POST", body });
  return { status: answer.status, text: await answer.text() };
}

test("says who is calling, on loopback", async () => {
  expect(account.environment["AWS_ENDPOINT_URL"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { status, text } = await ask("Action=GetCallerIdentity");
  expect(status).toBe(200);
  expect(text).toContain("<Account>123456789012</Account>");
});

test("knows the prefix lists that AWS keeps, and no other", async () => {
  const named = (name: string) =>
    ask(`Action=DescribeManagedPrefixLists&Filter.1.Name=prefix-list-name&Filter.1.Value.1=${name}`);
  expect((await named("com.amazonaws.global.cloudfront.origin-facing")).text).toMatch(
    /<prefixListId>pl-55[0-9a-f]{6}<\/prefixListId>/,
  );
  expect((await named("mine")).status).toBe(501);
});

test("refuses whatever else is asked, by name", async () => {
  const { status, text } = await ask("Action=DescribeVpcs");
  expect(status).toBe(501);
  expect(text).toContain("a rehearsed preview has no account to ask: DescribeVpcs");
});
