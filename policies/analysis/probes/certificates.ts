/** Whether a certificate is for the host that is asked. */
import type { PlannedResource } from "../../framework/planned";
import { CERTIFICATE, CERTIFICATE_VALIDATION, LISTENER } from "../../resources";
import { valueOf } from "../graph/reader";
import { answered, refused, unsure } from "./answers";
import type { Links } from "./links";
import type { Answer } from "./types";

const LISTENER_CERTIFICATE = ["aws:lb/listenerCertificate:ListenerCertificate"];

/** @param property of `holder` that names its certificate. */
export function certificateCovers(
  links: Links,
  holder: PlannedResource,
  property: string,
  host: string | undefined,
): Answer {
  const more = links.to(holder, LISTENER_CERTIFICATE, "listenerArn", LISTENER);
  const certificates = [
    ...certificatesOf(links, holder, property),
    ...more.flatMap((each) => certificatesOf(links, each, "certificateArn")),
  ];
  const names = certificates.flatMap(namesOf);
  if (certificates.length === 0 || host === undefined || names.includes(undefined)) {
    return unsure(`whether the certificate of ${holder.name} is for ${host ?? "the host that is asked"}`);
  }
  if (names.some((name) => name !== undefined && covers(name, host))) return answered();
  return refused(
    holder,
    `the certificate of ${holder.name} is for ${names.join(" and ")}, not for ${host}`,
    `add ${host} to subjectAlternativeNames`,
  );
}

function certificatesOf(links: Links, holder: PlannedResource, property: string): readonly PlannedResource[] {
  const validated = links
    .from(holder, property, CERTIFICATE_VALIDATION)
    .flatMap((validation) => links.from(validation, "certificateArn", CERTIFICATE));
  return validated.length > 0 ? validated : links.from(holder, property, CERTIFICATE);
}

function namesOf({ inputs }: PlannedResource): readonly (string | undefined)[] {
  return [inputs.at("domainName"), ...inputs.at("subjectAlternativeNames").items()].map((field) =>
    valueOf(field.string())?.toLowerCase(),
  );
}

/** A wildcard stands for one label. */
export function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1));
}
