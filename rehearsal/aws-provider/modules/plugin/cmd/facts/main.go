// Prints, as JSON, what the provider's own schemas say of each of its resource types: what is required, what a value
// has to be, what excludes what, what cannot be changed in place, what is deprecated. Needs no account.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/framework"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/sdkv2"
)

// Type is what is known of one resource type.
type Type struct {
	Deprecated string            `json:"deprecated,omitempty"`
	Fields     map[string]*Field `json:"fields"`
}

// Field is an argument, an attribute or a block. Names are Terraform's.
type Field struct {
	Kind       string `json:"kind"`
	Required   bool   `json:"required,omitempty"`
	Optional   bool   `json:"optional,omitempty"`
	Computed   bool   `json:"computed,omitempty"`
	ForceNew   bool   `json:"forceNew,omitempty"`
	Deprecated string `json:"deprecated,omitempty"`
	Default    any    `json:"default,omitempty"`
	MinItems   int    `json:"minItems,omitempty"`
	MaxItems   int    `json:"maxItems,omitempty"`
	// Paths of the arguments that this one excludes, or that it comes with.
	ConflictsWith []string `json:"conflictsWith,omitempty"`
	ExactlyOneOf  []string `json:"exactlyOneOf,omitempty"`
	AtLeastOneOf  []string `json:"atLeastOneOf,omitempty"`
	RequiredWith  []string `json:"requiredWith,omitempty"`
	// What the value has to be, and what each element of a list, set or map has to be.
	Rules        []*Rule           `json:"rules,omitempty"`
	ElementRules []*Rule           `json:"elementRules,omitempty"`
	ElementKind  string            `json:"elementKind,omitempty"`
	Fields       map[string]*Field `json:"fields,omitempty"`
}

// Rule is one check of a value; exactly one of its parts is set.
type Rule struct {
	OneOf      []string  `json:"oneOf,omitempty"`
	IgnoreCase bool      `json:"ignoreCase,omitempty"`
	Numbers    []int     `json:"numbers,omitempty"`
	Min        *float64  `json:"min,omitempty"`
	Max        *float64  `json:"max,omitempty"`
	MinLength  *int      `json:"minLength,omitempty"`
	MaxLength  *int      `json:"maxLength,omitempty"`
	MinItems   *int      `json:"minItems,omitempty"`
	MaxItems   *int      `json:"maxItems,omitempty"`
	Matches    string    `json:"matches,omitempty"`
	MatchesNot string    `json:"matchesNot,omitempty"`
	Message    string    `json:"message,omitempty"`
	All        []*Rule   `json:"all,omitempty"`
	Any        []*Rule   `json:"any,omitempty"`
	Function   string    `json:"function,omitempty"`
	Arguments  []float64 `json:"arguments,omitempty"`
}

func main() {
	ctx := context.Background()
	primary, err := sdkv2.NewProvider(ctx)
	if err != nil {
		fail(err)
	}
	secondary, err := framework.NewProvider(ctx, primary)
	if err != nil {
		fail(err)
	}
	types := map[string]*Type{}
	for name, r := range primary.ResourcesMap {
		types[name] = &Type{Deprecated: r.DeprecationMessage, Fields: sdkFields(r.SchemaMap())}
	}
	for _, factory := range secondary.Resources(ctx) {
		r := factory()
		var meta resource.MetadataResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "aws"}, &meta)
		var schema resource.SchemaResponse
		r.Schema(ctx, resource.SchemaRequest{}, &schema)
		if schema.Diagnostics.HasError() {
			fail(fmt.Errorf("%s: %v", meta.TypeName, schema.Diagnostics))
		}
		types[meta.TypeName] = &Type{
			Deprecated: schema.Schema.DeprecationMessage,
			Fields:     frameworkFields(ctx, schema.Schema.Attributes, schema.Schema.Blocks),
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(types); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "facts: %v\n", err)
	os.Exit(1)
}
