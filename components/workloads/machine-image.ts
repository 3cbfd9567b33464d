/**
 * Amazon Linux 2023, newest release, as a parameter that AWS resolves at each launch: no look-up, and the same name
 * works in every region. https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
export function amazonLinux(instanceType: string): string {
  const architecture = isGraviton(instanceType) ? "arm64" : "x86_64";
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}

/**
 * Graviton types carry a `g` right after the generation (`m7g`, `c8gn`, `x2gd`), which GPU types do not (`g5`, `p4d`).
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
function isGraviton(instanceType: string): boolean {
  return /^[a-z]+\d+g[a-z]*\./.test(instanceType) || instanceType.startsWith("a1.");
}
