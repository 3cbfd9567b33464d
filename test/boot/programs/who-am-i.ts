import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/** Prints who the container is to AWS, with credentials that the SDK found by itself. */
const [endpoint = ""] = process.argv.slice(2);
void new STSClient({ endpoint })
  .send(new GetCallerIdentityCommand({}))
  .then(({ Arn }) => process.stdout.write(`${Arn ?? ""}\n`));
