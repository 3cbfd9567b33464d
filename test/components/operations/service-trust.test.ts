import { expect, test } from "@jest/globals";
import { placeOf, serviceTrust } from "../../../components/operations/service-trust";
import { outputOf } from "../../support/mocks";

const arn = "arn:aws:rds:eu-west-1:123456789012:db:orders";

test("an ARN names its region and its account", () => {
  expect(placeOf(arn)).toEqual({ region: "eu-west-1", account: "123456789012" });
});

test("one service may take the role, for the account of the ARN", async () => {
  expect(JSON.parse(await outputOf(serviceTrust("scheduler.amazonaws.com", arn)))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ],
  });
});
