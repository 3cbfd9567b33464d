import { describe, expect, test } from "@jest/globals";

import { entries } from "../../../../policies/catalogue";
import {
  cis,
  nist80053,
  securityHub,
  STANDARDS,
  wellArchitected,
  type Standard,
} from "../../../../policies/framework/standards";
import { SECURITY_HUB } from "../../../../policies/framework/standards/security-hub";
import { WELL_ARCHITECTED } from "../../../../policies/framework/standards/well-architected";

const all = entries.map(({ matches }) => matches);

function idsOf({ entriesOf }: Standard, policy?: string): readonly string[] {
  const matches =
    policy === undefined ? all : entries.filter(({ id }) => id === policy).map((rule) => rule.matches);
  return entriesOf(...matches).map(({ id }) => id);
}

describe("ids", () => {
  test.each([
    { standard: wellArchitected, form: /^(REL|SEC)\d{2}-BP\d{2}$/ },
    { standard: securityHub, form: /^[A-Z][A-Za-z0-9]+\.[1-9]\d*$/ },
    { standard: nist80053, form: /^[A-Z]{2}-[1-9]\d?(\([1-9]\d?\))?$/ },
    { standard: cis, form: /^[1-9](\.[1-9]\d?){1,2}$/ },
  ])("of $standard.name are written as it writes them, each once", ({ standard, form }) => {
    const ids = idsOf(standard);
    expect(ids).not.toEqual([]);
    expect(ids.filter((id) => !form.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("that are known belong to a policy", () => {
    expect(new Set(idsOf(wellArchitected))).toEqual(new Set(Object.keys(WELL_ARCHITECTED)));
    expect(new Set(idsOf(securityHub))).toEqual(new Set(Object.keys(SECURITY_HUB)));
  });

  test("are in the order of their numbers", () => {
    expect(idsOf(nist80053, "rds-backups")).toEqual([
      "CP-6",
      "CP-6(1)",
      "CP-6(2)",
      "CP-9",
      "CP-10",
      "SC-5(2)",
      "SI-12",
      "SI-13(5)",
    ]);
  });
});

test("an entry that has a page of its own links to it", () => {
  const links = STANDARDS.flatMap(({ entriesOf }) => entriesOf(...all).flatMap(({ link }) => link ?? []));
  expect(links).toHaveLength(idsOf(wellArchitected).length + idsOf(securityHub).length);
  expect(new Set(links).size).toBe(links.length);
  expect(securityHub.entriesOf({ securityHub: ["EC2.28"] })).toEqual([
    {
      id: "EC2.28",
      title: "EBS volumes should be covered by a backup plan",
      link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-28",
    },
  ]);
});

test("a policy stands for what AWS relates to the controls that it matches", () => {
  expect(STANDARDS.map((standard) => idsOf(standard, "kms-key-rotation"))).toEqual([
    ["SEC08-BP01"],
    ["KMS.4"],
    ["SC-12", "SC-12(2)", "SC-28(3)"],
    ["3.6"],
  ]);
  expect(idsOf(nist80053, "elasticache-multi-az")).toEqual(["CP-10", "SC-5(2)", "SC-36", "SI-13(5)"]);
  expect(idsOf(cis, "s3-crr")).toEqual([]);
});
