import { describe } from "@jest/globals";
import { describeExample } from "./support/example";

describe("yatagarasu", () => {
  describeExample("yatagarasu");
});
