import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { quotaCatalogue } from "../../../preflight/checks/quota-catalogue";
import { xml, type StubResponse } from "../../drill/adapters/aws/support/wire";

/**
 * Answers for the services of which moto knows too little: Service Quotas (moto has those of VPC only, and no raised
 * ones), and what RDS and ElastiCache offer (moto has no such calls for PostgreSQL and Valkey). It holds no database
 * and no cache.
 */
export interface ServiceStub {
  readonly endpoint: string;
  /** Quotas above the default of a new account, by code. */
  readonly raised: Map<string, number>;
  readonly stop: () => Promise<void>;
}

export async function startServiceStub(): Promise<ServiceStub> {
  const raised = new Map<string, number>();
  const server = createServer((request, response) => {
    void answer(request, raised).then(({ status, body, type = "text/xml" }) => {
      response.writeHead(status, { "content-type": type }).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    raised,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(request: IncomingMessage, raised: ReadonlyMap<string, number>): Promise<StubResponse> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const target = String(request.headers["x-amz-target"] ?? "");
  return target === "" ? offer(new URLSearchParams(body), regionOf(request)) : quota(target, body, raised);
}

function quota(target: string, body: string, raised: ReadonlyMap<string, number>): StubResponse {
  const { QuotaCode: code = "" } = JSON.parse(body) as { readonly QuotaCode?: string };
  const known = quotaCatalogue.find(({ quotaCode }) => quotaCode === code);
  const type = "application/x-amz-json-1.1";
  const value = raised.get(code) ?? known?.defaultValue;
  // Of some quotas AWS knows no applied value until it is raised, and is asked for the default then.
  const isUnset = target.endsWith(".GetServiceQuota") && code === "L-DC2B2D3D" && !raised.has(code);
  if (value === undefined || isUnset) {
    return { status: 400, type, body: JSON.stringify({ __type: "NoSuchResourceException", message: code }) };
  }
  return { status: 200, type, body: JSON.stringify({ Quota: { QuotaCode: code, Value: value } }) };
}

function offer(question: URLSearchParams, region: string): StubResponse {
  const action = question.get("Action") ?? "";
  const zones = ["a", "b", "c"].map(
    (letter) => `<AvailabilityZone><Name>${region}${letter}</Name></AvailabilityZone>`,
  );
  const answers: Readonly<Record<string, string>> = {
    DescribeDBInstances: "<DBInstances/>",
    DescribeCacheClusters: "<CacheClusters/>",
    DescribeDBEngineVersions: `<DBEngineVersions>${["17.9", "17.10"].map((version) => `<DBEngineVersion><EngineVersion>${version}</EngineVersion></DBEngineVersion>`).join("")}</DBEngineVersions>`,
    DescribeOrderableDBInstanceOptions: `<OrderableDBInstanceOptions><OrderableDBInstanceOption><MultiAZCapable>true</MultiAZCapable><StorageType>gp3</StorageType><AvailabilityZones>${zones.join("")}</AvailabilityZones></OrderableDBInstanceOption></OrderableDBInstanceOptions>`,
    DescribeSourceRegions:
      "<SourceRegions><SourceRegion><RegionName>us-east-1</RegionName><SupportsDBInstanceAutomatedBackupsReplication>true</SupportsDBInstanceAutomatedBackupsReplication></SourceRegion></SourceRegions>",
    DescribeCacheEngineVersions:
      "<CacheEngineVersions><CacheEngineVersion><EngineVersion>8.0</EngineVersion></CacheEngineVersion></CacheEngineVersions>",
    DescribeReservedCacheNodesOfferings:
      "<ReservedCacheNodesOfferings><ReservedCacheNodesOffering><CacheNodeType>any</CacheNodeType></ReservedCacheNodesOffering></ReservedCacheNodesOfferings>",
  };
  const result = answers[action];
  if (result === undefined) throw new Error(`the stub was asked what it does not know: ${action}`);
  return xml(action, result);
}

function regionOf(request: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
}
