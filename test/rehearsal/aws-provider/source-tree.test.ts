import { expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assemble, automaticNames, resourceTypes } from "../../../rehearsal/aws-provider/source-tree";
import { edits } from "../../../rehearsal/aws-provider/plugin-sdk-edits";
import { services } from "../../../rehearsal/aws-provider/services";
import { temporaryFolder } from "../../support/folder";

const PROVIDER = "github.com/hashicorp/terraform-provider-aws/internal/service";
const SDK = "github.com/aws/aws-sdk-go-v2/service";

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o444 });
  }
  return folder;
}

const method = (client: string) =>
  `\nfunc (c *AWSClient) XClient(ctx context.Context) *${client}.Client {\n\treturn x\n}\n`;

/** A provider with the services that are kept, one that they import, and one that nobody asks for. */
function provider(folder: string): string {
  const packages = [...services, "organizations", "waf"];
  const files = Object.fromEntries(
    packages.map((service) => [
      `internal/service/${service}/a.go`,
      service === "rds" ? `import "${PROVIDER}/organizations"\nimport "${SDK}/rds/types"\n` : "package x\n",
    ]),
  );
  return write(folder, {
    ...files,
    "internal/service/rds/a_test.go": `import "${PROVIDER}/waf"`,
    "internal/service/rds/sweep.go": "package rds\n",
    "internal/provider/sdkv2/service_packages_gen.go": `import (\n\t"context"\n\t"slices"\n\n\t"${PROVIDER}/rds"\n\t"${PROVIDER}/waf"\n)\n\t\trds.ServicePackage(ctx),\n\t\twaf.ServicePackage(ctx),\n`,
    "internal/conns/awsclient_gen.go": `import (\n\t"${SDK}/rds"\n\t"${SDK}/waf"\n)\n${method("rds")}${method("waf")}`,
    "names/names.go": "package names\n",
    "version/VERSION": "6.0.0\n",
  });
}

/** A plugin SDK that has what the edits replace, and nothing else. */
function pluginSdk(folder: string): string {
  const anchors = [
    "func (s *GRPCProviderServer) upgradeFlatmapState(_ context.Context, version int, m map[string]string, res *Resource) (map[string]interface{}, int, error) {",
    "res.MigrateState(version, is, s.provider.Meta())",
    "func (s *GRPCProviderServer) upgradeJSONState(ctx context.Context, version int, m map[string]interface{}, res *Resource) (map[string]interface{}, error) {\n\tvar err error\n\n\tfor _, upgrader := range res.StateUpgraders {\n\t\tif version != upgrader.Version {\n\t\t\tcontinue\n\t\t}\n\n\t\tm, err = upgrader.Upgrade(ctx, m, s.provider.Meta())",
    "func (s *GRPCProviderServer) PlanResourceChange(ctx context.Context, req *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {\n\tctx = logging.InitContext(ctx)\n\tresp := &tfprotov5.PlanResourceChangeResponse{}",
    "\tidentityUnchanged := diff == nil || maps.Equal(diff.Identity, priorState.Identity)",
  ];
  return write(folder, {
    "helper/schema/grpc_provider.go": `${anchors.join("\n")}\n`,
    "helper/schema/provider.go":
      "func (p *Provider) Validate(c *terraform.ResourceConfig) diag.Diagnostics {\n\tif err := p.InternalValidate(); err != nil {\n",
  });
}

test("the tree holds the services, what they import, and the clients that they use", () => {
  const folder = temporaryFolder();
  const module = assemble(join(folder, "tree"), {
    provider: provider(join(folder, "provider")),
    pluginSdk: pluginSdk(join(folder, "sdk")),
  });
  const read = (file: string) => readFileSync(join(module, file), "utf8");
  const has = (file: string) => existsSync(join(module, file));
  expect(has("internal/service/rds/a.go") && has("internal/service/organizations/a.go")).toBe(true);
  expect(
    ["waf/a.go", "rds/a_test.go", "rds/sweep.go"].filter((file) => has(`internal/service/${file}`)),
  ).toEqual([]);
  const registered = read("internal/provider/sdkv2/service_packages_gen.go");
  expect(registered).toContain("rds.ServicePackage(ctx)");
  expect(registered).toContain('"context"');
  expect(registered).not.toContain("waf");
  expect(read("internal/conns/awsclient_gen.go")).toBe(`import (\n\t"${SDK}/rds"\n)\n${method("rds")}`);
  expect(has("go.sum") && has("cmd/facts/main.go") && has("names/names.go")).toBe(true);
  expect(JSON.parse(read("cmd/pulumi-resource-aws/automatic-names.json"))).toEqual(
    JSON.parse(automaticNames()),
  );
  expect(statSync(join(module, "internal/service/rds/a.go")).mode & 0o200).toBe(0o200);
  expect(
    readFileSync(join(folder, "tree", "plugin-sdk", "helper", "schema", "grpc_provider.go"), "utf8"),
  ).toContain("resp.InstanceDiff = req.TransformInstanceDiff(diff)");
});

test("an edit of another release of the plugin SDK fails, and says of what", () => {
  const server = edits.find(({ file }) => file.endsWith("grpc_provider.go"));
  expect(() => server?.edit("package schema\n")).toThrow(
    "helper/schema/grpc_provider.go of terraform-plugin-sdk does not have once what has to be edited: func (s *GRPC",
  );
});

test("every type has a name of both", () => {
  const types = Object.entries(resourceTypes());
  expect(types).toHaveLength(116);
  expect(types.filter(([terraform, type]) => !/^aws_/.test(terraform) || !/^aws:/.test(type))).toEqual([]);
  expect(JSON.parse(automaticNames())).toMatchObject({
    "aws:rds/instance:Instance": { property: "identifier", maxLength: 63, lowerCase: true },
  });
});
