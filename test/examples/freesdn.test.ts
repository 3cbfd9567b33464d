import { describe } from "@jest/globals";
import { describeExample } from "./support/example";

describe("freesdn", () => {
  describeExample("freesdn");
});
