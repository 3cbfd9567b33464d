// The AWS provider as a plugin of the Pulumi engine: HashiCorp's own code behind Pulumi's bridge, for the resource
// types of resource-types.json. One process serves one provider instance, as with the official plugin.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"

	pfbridge "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	sdkv2bridge "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/x/muxer"
	"github.com/pulumi/pulumi-terraform-bridge/v3/unstable/metadata"

	"github.com/hashicorp/terraform-provider-aws/internal"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/framework"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/sdkv2"
)

// Version is that of the SDK whose programs the plugin serves; the build sets it.
var Version = "7.0.0"

func main() {
	ctx := context.Background()
	internal.RegisterSmarterrFS()
	primary, err := sdkv2.NewProvider(ctx)
	exitOn(err)
	secondary, err := framework.NewProvider(ctx, primary)
	exitOn(err)
	served := pfbridge.MuxShimWithPF(ctx, sdkv2bridge.NewProvider(primary), secondary)
	info := tfbridge.ProviderInfo{
		P:            served,
		Name:         "aws",
		Version:      Version,
		Resources:    resources(served),
		DataSources:  dataSources,
		MetadataInfo: tfbridge.NewProviderMetadata([]byte("{}")),
		SkipValidateProviderConfigForPluginFramework: true,
	}
	if len(os.Args) == 2 && os.Args[1] == "-names" {
		exitOn(json.NewEncoder(os.Stdout).Encode(namesOf(served, info)))
		return
	}
	dispatch, err := served.(interface {
		ResolveDispatch(*tfbridge.ProviderInfo) (muxer.DispatchTable, error)
	}).ResolveDispatch(&info)
	exitOn(err)
	exitOn(metadata.Set(info.GetMetadata(), "mux", dispatch))
	// No program asks for the schema: its types come with the SDK that it imports.
	pfbridge.MainWithMuxer(ctx, "aws", info, []byte(`{"name":"aws"}`))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-resource-aws: %v\n", err)
		os.Exit(1)
	}
}

// namesOf tells how the bridge names each argument, blocks included: what a program's SDK has to agree with.
func namesOf(provider shim.Provider, info tfbridge.ProviderInfo) map[string]map[string]any {
	names := map[string]map[string]any{}
	for terraform, resource := range info.Resources {
		found, ok := provider.ResourcesMap().GetOk(terraform)
		if ok {
			names[string(resource.Tok)] = namesIn(found.Schema(), resource.Fields)
		}
	}
	return names
}

func namesIn(schemas shim.SchemaMap, overrides map[string]*tfbridge.SchemaInfo) map[string]any {
	names := map[string]any{}
	schemas.Range(func(key string, value shim.Schema) bool {
		name := tfbridge.TerraformToPulumiNameV2(key, schemas, overrides)
		override := overrides[key]
		var nested any = true
		if element, ok := value.Elem().(shim.Resource); ok {
			var fields map[string]*tfbridge.SchemaInfo
			if override != nil && override.Elem != nil {
				fields = override.Elem.Fields
			}
			nested = namesIn(element.Schema(), fields)
			if value.Type() != shim.TypeMap && !tfbridge.IsMaxItemsOne(value, override) {
				nested = []any{nested}
			}
		}
		names[name] = nested
		return true
	})
	return names
}
