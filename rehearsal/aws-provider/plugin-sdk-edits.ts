/**
 * What the bridge needs of terraform-plugin-sdk beyond what HashiCorp releases. Pulumi's fork has it for an older
 * release than the provider asks for: https://github.com/pulumi/terraform-plugin-sdk, branch v2.38.1.
 */

export interface SourceEdit {
  readonly file: string;
  /** @throws {Error} where the file is not what the edit was written for. */
  readonly edit: (text: string) => string;
}

/** Replaces what stands exactly once. */
function replacing(file: string, replacements: Readonly<Record<string, string>>): SourceEdit {
  return {
    file,
    edit: (text) =>
      Object.entries(replacements).reduce((edited, [from, to]) => {
        if (edited.split(from).length !== 2)
          throw new Error(
            `${file} of terraform-plugin-sdk does not have once what has to be edited: ${from}`,
          );
        return edited.replace(from, () => to);
      }, text),
  };
}

/** What the SDK keeps to itself and the bridge calls. */
const exported = `package schema

import (
	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/terraform-plugin-sdk/v2/internal/configs/configschema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/internal/configs/hcl2shim"
	"github.com/hashicorp/terraform-plugin-sdk/v2/internal/plans/objchange"
)

func NormalizeObjectFromLegacySDK(val cty.Value, schema *configschema.Block) cty.Value {
	return objchange.NormalizeObjectFromLegacySDK(val, schema)
}

func HCL2ValueFromConfigValue(v interface{}) cty.Value {
	return hcl2shim.HCL2ValueFromConfigValue(v)
}
`;

/** The plan of a change together with the difference that it was made from. */
const planExtra = `func (s *GRPCProviderServer) PlanResourceChange(ctx context.Context, req *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {
	resp, err := s.PlanResourceChangeExtra(ctx, &PlanResourceChangeExtraRequest{PlanResourceChangeRequest: *req})
	if err != nil {
		return nil, err
	}
	return &resp.PlanResourceChangeResponse, nil
}

type PlanResourceChangeExtraRequest struct {
	tfprotov5.PlanResourceChangeRequest
	TransformInstanceDiff func(*terraform.InstanceDiff) *terraform.InstanceDiff
}

type PlanResourceChangeExtraResponse struct {
	tfprotov5.PlanResourceChangeResponse
	InstanceDiff *terraform.InstanceDiff
}

func (s *GRPCProviderServer) PlanResourceChangeExtra(ctx context.Context, req *PlanResourceChangeExtraRequest) (*PlanResourceChangeExtraResponse, error) {
	ctx = logging.InitContext(ctx)
	resp := &PlanResourceChangeExtraResponse{}
`;

const server = replacing("helper/schema/grpc_provider.go", {
  "func (s *GRPCProviderServer) upgradeFlatmapState(_ context.Context, version int, m map[string]string, res *Resource) (map[string]interface{}, int, error) {\n": `func (s *GRPCProviderServer) upgradeFlatmapState(ctx context.Context, version int, m map[string]string, res *Resource) (map[string]interface{}, int, error) {
	return UpgradeFlatmapState(ctx, version, m, res, s.provider.Meta())
}

func UpgradeFlatmapState(_ context.Context, version int, m map[string]string, res *Resource, meta interface{}) (map[string]interface{}, int, error) {
`,
  "res.MigrateState(version, is, s.provider.Meta())": "res.MigrateState(version, is, meta)",
  "func (s *GRPCProviderServer) upgradeJSONState(ctx context.Context, version int, m map[string]interface{}, res *Resource) (map[string]interface{}, error) {\n\tvar err error\n\n\tfor _, upgrader := range res.StateUpgraders {\n\t\tif version != upgrader.Version {\n\t\t\tcontinue\n\t\t}\n\n\t\tm, err = upgrader.Upgrade(ctx, m, s.provider.Meta())": `func (s *GRPCProviderServer) upgradeJSONState(ctx context.Context, version int, m map[string]interface{}, res *Resource) (map[string]interface{}, error) {
	return UpgradeJSONState(ctx, version, m, res, s.provider.Meta())
}

func UpgradeJSONState(ctx context.Context, version int, m map[string]interface{}, res *Resource, meta interface{}) (map[string]interface{}, error) {
	var err error

	for _, upgrader := range res.StateUpgraders {
		if version != upgrader.Version {
			continue
		}

		m, err = upgrader.Upgrade(ctx, m, meta)`,
  "func (s *GRPCProviderServer) PlanResourceChange(ctx context.Context, req *tfprotov5.PlanResourceChangeRequest) (*tfprotov5.PlanResourceChangeResponse, error) {\n\tctx = logging.InitContext(ctx)\n\tresp := &tfprotov5.PlanResourceChangeResponse{}\n":
    planExtra,
  "\tidentityUnchanged := diff == nil || maps.Equal(diff.Identity, priorState.Identity)\n": `	identityUnchanged := diff == nil || maps.Equal(diff.Identity, priorState.Identity)

	if req.TransformInstanceDiff != nil {
		resp.InstanceDiff = req.TransformInstanceDiff(diff)
	} else {
		resp.InstanceDiff = diff
	}
`,
});

/** The SDK would check every schema of the provider at each start, which takes a minute. */
const provider = replacing("helper/schema/provider.go", {
  "func (p *Provider) Validate(c *terraform.ResourceConfig) diag.Diagnostics {\n\tif err := p.InternalValidate(); err != nil {": `var RunProviderInternalValidation bool

func (p *Provider) validateInternally() error {
	if RunProviderInternalValidation {
		return p.InternalValidate()
	}
	return nil
}

func (p *Provider) Validate(c *terraform.ResourceConfig) diag.Diagnostics {
	if err := p.validateInternally(); err != nil {`,
});

export const edits: readonly SourceEdit[] = [
  { file: "helper/schema/exports.go", edit: () => exported },
  server,
  provider,
];
