/** `use1-az1`, `use1-bos1-az1`: the same zone in every account, whatever it is called there. */
export function isZoneId(zone: string): boolean {
  return /-az\d+$/.test(zone);
}

/** How many zones an account may use in regions that give fewer than three. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html */
const USABLE_ZONES: Readonly<Record<string, number>> = {
  // Of its three zones, an account gets two.
  "us-west-1": 2,
};

/** How many zones may be demanded in a region: as many as wanted, where it has them. */
export function zonesToDemand(wanted: number, region: string | undefined): number {
  return Math.min(wanted, (region === undefined ? undefined : USABLE_ZONES[region]) ?? wanted);
}
