import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

/** The variables after the line that the runbooks begin with, or what it ended with. */
function namesOf(
  region: string,
  outputs: unknown,
): { status: number | null; stdout: string; stderr: string } {
  const file = join(temporaryFolder(), "outputs.json");
  writeFileSync(file, JSON.stringify(outputs));
  const line = `GROUP=old; eval "$(node scripts/names.mjs ${region} ${file})" && echo "$URL $GROUP $DATABASE $CACHE"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const outputs = {
  url: "https://app.example.com",
  regions: [
    {
      name: "us-east-1",
      autoScalingGroup: "group's",
      databaseEndpoint: "database-1.abc.us-east-1.rds.amazonaws.com",
      cacheEndpoint: "clustercfg.cache-1.abc.use1.cache.amazonaws.com",
    },
    { name: "eu-west-1" },
  ],
};

test("the names of a region are read from the outputs, and none is left over from another region", () => {
  expect(namesOf("us-east-1", outputs).stdout).toBe("https://app.example.com group's database-1 cache-1\n");
  expect(namesOf("eu-west-1", outputs).stdout).toBe("https://app.example.com   \n");
});

test("a region that the stack does not have fails, and says which it has", () => {
  const { status, stdout, stderr } = namesOf("us-west-2", outputs);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("us-west-2 is none of");
  expect(stderr).toContain("it has us-east-1, eu-west-1; name one of them");
});

test("without outputs it says how they are written", () => {
  const { stderr } = spawnSync(process.execPath, ["scripts/names.mjs", "us-east-1", "/none"], {
    encoding: "utf8",
  });
  expect(stderr).toContain("write it with: pulumi stack output --json --stack prod > /none");
});
