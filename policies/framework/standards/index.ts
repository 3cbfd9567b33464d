/** What a policy stands for in the standards by which auditors ask, and how each of these calls itself. */
import type { Matches } from "../rule";
import { SECURITY_HUB, type SecurityHubControl } from "./security-hub";
import { WELL_ARCHITECTED } from "./well-architected";

/** A best practice, a control or a recommendation. */
export interface Entry {
  readonly id: string;
  readonly title?: string;
  readonly link?: string;
}

export interface Standard {
  readonly name: string;
  readonly organization: string;
  readonly version?: string;
  readonly link: string;
  /** Tells it from every other taxonomy of a SARIF log; made up once, and kept. */
  readonly guid: string;
  /** The entries that policies with these matches stand for together, each once, in the order of their ids. */
  readonly entriesOf: (...all: readonly Matches[]) => readonly Entry[];
}

export const wellArchitected: Standard = {
  name: "AWS Well-Architected Framework",
  organization: "Amazon Web Services",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/framework/welcome.html",
  guid: "d9d7d404-505e-4d1f-b645-b88fcc3f7479",
  entriesOf: (...all) =>
    inOrder(all.flatMap(({ wellArchitected: practices = [] }) => practices)).map((id) => ({
      id,
      title: WELL_ARCHITECTED[id].title,
      link: `https://docs.aws.amazon.com/wellarchitected/latest/${WELL_ARCHITECTED[id].page}.html`,
    })),
};

export const securityHub: Standard = {
  name: "AWS Security Hub controls",
  organization: "Amazon Web Services",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html",
  guid: "f06f1de5-ea0e-41db-8f58-e792e52a7e3f",
  entriesOf: (...all) =>
    inOrder(controlsOf(all)).map((id) => ({
      id,
      title: SECURITY_HUB[id].title,
      link: controlPage(id),
    })),
};

export const nist80053: Standard = {
  name: "NIST SP 800-53",
  organization: "National Institute of Standards and Technology",
  version: "Rev. 5",
  link: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
  guid: "163bd5be-3de8-43a8-a7ff-1fb1b2db597b",
  entriesOf: (...all) =>
    inOrder(controlsOf(all).flatMap((id) => SECURITY_HUB[id].nist80053)).map((id) => ({ id })),
};

export const cis: Standard = {
  name: "CIS AWS Foundations Benchmark",
  organization: "Center for Internet Security",
  version: "5.0.0",
  link: "https://www.cisecurity.org/benchmark/amazon_web_services",
  guid: "1d1e2385-2b50-41c5-8e57-3658efb3bcde",
  entriesOf: (...all) => inOrder(controlsOf(all).flatMap((id) => SECURITY_HUB[id].cis)).map((id) => ({ id })),
};

export const STANDARDS: readonly Standard[] = [wellArchitected, securityHub, nist80053, cis];

function controlsOf(all: readonly Matches[]): readonly SecurityHubControl[] {
  return all.flatMap(({ securityHub: controls = [] }) => controls);
}

function inOrder<Id extends string>(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

/** `RDS.5` is explained at `rds-controls.html#rds-5`. */
function controlPage(id: string): string {
  const [service = "", number = ""] = id.toLowerCase().split(".");
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}
