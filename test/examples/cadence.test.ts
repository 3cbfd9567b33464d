import { describe } from "@jest/globals";
import { describeExample } from "./support/example";

describe("cadence", () => {
  describeExample("cadence");
});
