import { describe } from "@jest/globals";
import { describeExample } from "./support/example";

describe("ha-web", () => {
  describeExample("ha-web");
});
