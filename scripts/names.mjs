// `eval "$(node scripts/names.mjs <region> [outputs.json])"`: the names of a stack's parts in one region, as shell
// variables, for the commands of docs/runbooks. They are read from what `pulumi stack output --json` wrote, so that
// neither the state nor the region has to be within reach.
import { readFileSync } from "node:fs";

const [wanted, file = "outputs.json"] = process.argv.slice(2);

function stop(message) {
  console.error(`names: ${message}`);
  // What is evaluated then fails as well, and no variable of an earlier region is taken for one of this.
  console.log("unset REGION URL GROUP DATABASE CACHE BUCKET LOAD_BALANCER; false");
  process.exit(1);
}

function read() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return stop(
      `${file} cannot be read (${error.message}); write it with: pulumi stack output --json --stack prod > ${file}`,
    );
  }
}

/** `master.cache.x1.use1.cache.amazonaws.com`: the identifier follows the kind of endpoint, where that comes first. */
const identifierIn = (endpoint) =>
  endpoint
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^(master|clustercfg|replica)\./, "")
    .split(".")[0];

const { url, regions = [] } = read();
const region = regions.find(({ name }) => name === wanted);
if (region === undefined) {
  stop(
    `${wanted ?? "no region"} is none of ${file}: it has ${regions.map(({ name }) => name).join(", ") || "no regions"}; name one of them`,
  );
}

const names = {
  REGION: region.name,
  URL: url,
  GROUP: region.autoScalingGroup,
  DATABASE: region.databaseEndpoint && identifierIn(region.databaseEndpoint),
  CACHE: region.cacheEndpoint && identifierIn(region.cacheEndpoint),
  BUCKET: region.bucket,
  LOAD_BALANCER: region.loadBalancerDnsName,
};
const quoted = (value) => `'${String(value).replaceAll("'", "'\\''")}'`;
for (const [name, value] of Object.entries(names)) {
  console.log(value === undefined ? `unset ${name}` : `export ${name}=${quoted(value)}`);
}
