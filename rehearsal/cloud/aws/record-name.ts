/** The full name of a record, without the last dot: a name that does not end with its zone's is one below the zone. */
export function recordName(name: string, zone: string | undefined): string {
  const short = withoutDot(name).toLowerCase();
  if (zone === undefined || zone === "" || short === zone || short.endsWith(`.${zone}`)) return short;
  return short === "" ? zone : `${short}.${zone}`;
}

export function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
