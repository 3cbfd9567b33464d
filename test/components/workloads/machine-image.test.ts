import { expect, test } from "@jest/globals";
import { amazonLinux } from "../../../components/workloads/machine-image";

test.each([
  ["m7g.large", "arm64"],
  ["t4g.small", "arm64"],
  ["c7gn.xlarge", "arm64"],
  ["x2gd.medium", "arm64"],
  ["im4gn.large", "arm64"],
  ["a1.medium", "arm64"],
  ["m7i.large", "x86_64"],
  ["t3.micro", "x86_64"],
  ["g5.xlarge", "x86_64"],
  ["m7i-flex.large", "x86_64"],
])("%s boots the %s image", (instanceType, architecture) => {
  expect(amazonLinux(instanceType)).toBe(
    `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  );
});
