import { expect, test } from "@jest/globals";
import { egressRules, portRules } from "../../../components/network/app-rules";

test("a block that is listed twice is one rule, for the engine refuses two of one name", () => {
  const cidrBlocks = ["10.10.0.0/16", "10.20.0.0/16", "10.10.0.0/16"];
  expect(portRules({ metrics: { port: 9090, protocol: "tcp", cidrBlocks } }).map(({ role }) => role)).toEqual(
    ["app-metrics-from-10.10.0.0-16-9090", "app-metrics-from-10.20.0.0-16-9090"],
  );
  expect(
    egressRules([{ port: 5671, protocol: "tcp", cidrBlocks, description: "broker" }]).map(({ role }) => role),
  ).toEqual(["app-to-10.10.0.0-16-5671", "app-to-10.20.0.0-16-5671"]);
});
