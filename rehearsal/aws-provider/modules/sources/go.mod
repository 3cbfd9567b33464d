// What the tree of the plugin is put together from. `go mod download` checks each against go.sum.
module standfast/aws-provider/sources

go 1.26.3

require (
	github.com/hashicorp/terraform-plugin-sdk/v2 v2.40.1
	github.com/hashicorp/terraform-provider-aws v1.60.1-0.20260602190131-5f2286d6d836
)
