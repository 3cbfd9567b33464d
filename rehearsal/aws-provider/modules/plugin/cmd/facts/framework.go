package main

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unsafe"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func frameworkFields(
	ctx context.Context, attributes map[string]schema.Attribute, blocks map[string]schema.Block,
) map[string]*Field {
	fields := map[string]*Field{}
	for name, attribute := range attributes {
		fields[name] = frameworkField(ctx, attribute)
	}
	for name, block := range blocks {
		fields[name] = frameworkField(ctx, block)
		fields[name].Optional = true
	}
	return fields
}

// Attributes and blocks of every kind name what they have alike.
func frameworkField(ctx context.Context, part any) *Field {
	value := reflect.ValueOf(part)
	kind, nested := frameworkKind(value)
	field := &Field{
		Kind: kind, Required: flag(value, "Required"), Optional: flag(value, "Optional"), Computed: flag(value, "Computed"),
		Deprecated: text(value, "DeprecationMessage"),
	}
	for _, modifier := range interfaces(value, "PlanModifiers") {
		if requiresReplace(ctx, modifier) {
			field.ForceNew = true
		}
	}
	for _, validator := range interfaces(value, "Validators") {
		rule := frameworkRule(field, validator)
		if rule != nil {
			field.Rules = append(field.Rules, rule)
		}
	}
	if typed, ok := part.(interface{ GetType() attr.Type }); ok && nested == nil {
		field.Rules = append(field.Rules, rulesOfType(ctx, typed.GetType())...)
		if collection, ok := typed.GetType().(attr.TypeWithElementType); ok {
			field.ElementRules = rulesOfType(ctx, collection.ElementType())
			field.ElementKind = kindOfType(ctx, collection.ElementType())
		}
	}
	if nested != nil {
		field.Fields = frameworkFields(ctx, nested.attributes, nested.blocks)
	}
	return field
}

type nestedParts struct {
	attributes map[string]schema.Attribute
	blocks     map[string]schema.Block
}

func frameworkKind(value reflect.Value) (string, *nestedParts) {
	name := value.Type().Name()
	kind := strings.ToLower(strings.NewReplacer("Attribute", "", "Block", "", "Nested", "").Replace(name))
	switch {
	case strings.HasPrefix(kind, "int"):
		kind = "integer"
	case strings.HasPrefix(kind, "float"):
		kind = "number"
	case kind == "bool":
		kind = "boolean"
	}
	holder := value
	if object := value.FieldByName("NestedObject"); object.IsValid() {
		holder = object
	} else if kind != "single" {
		return kind, nil
	}
	parts := &nestedParts{}
	if attributes, ok := holder.FieldByName("Attributes").Interface().(map[string]schema.Attribute); ok {
		parts.attributes = attributes
	}
	if blocks := holder.FieldByName("Blocks"); blocks.IsValid() {
		parts.blocks, _ = blocks.Interface().(map[string]schema.Block)
	}
	return kind, parts
}

func flag(value reflect.Value, name string) bool {
	field := value.FieldByName(name)
	return field.IsValid() && field.Bool()
}

func text(value reflect.Value, name string) string {
	field := value.FieldByName(name)
	if !field.IsValid() {
		return ""
	}
	return field.String()
}

func interfaces(value reflect.Value, name string) []any {
	field := value.FieldByName(name)
	if !field.IsValid() {
		return nil
	}
	found := make([]any, field.Len())
	for i := range found {
		found[i] = field.Index(i).Interface()
	}
	return found
}

// A modifier that replaces on a condition says so in its description; the condition itself is code.
func requiresReplace(ctx context.Context, modifier any) bool {
	described, ok := modifier.(interface{ Description(context.Context) string })
	return ok && described.Description(ctx) ==
		"If the value of this attribute changes, Terraform will destroy and recreate the resource."
}

func frameworkRule(field *Field, validator any) *Rule {
	value := reflect.ValueOf(validator)
	name := value.Type().String()
	integer := func(part string) *int { n := int(value.FieldByName(part).Int()); return &n }
	float := func(part string) *float64 { n := float64(value.FieldByName(part).Int()); return &n }
	switch name {
	case "stringvalidator.oneOfValidator", "stringvalidator.oneOfCaseInsensitiveValidator":
		rule := &Rule{IgnoreCase: name == "stringvalidator.oneOfCaseInsensitiveValidator"}
		for i := range value.FieldByName("values").Len() {
			rule.OneOf = append(rule.OneOf, value.FieldByName("values").Index(i).FieldByName("value").String())
		}
		return rule
	case "stringvalidator.lengthBetweenValidator":
		return &Rule{MinLength: integer("minLength"), MaxLength: integer("maxLength")}
	case "stringvalidator.lengthAtLeastValidator":
		return &Rule{MinLength: integer("minLength")}
	case "stringvalidator.lengthAtMostValidator":
		return &Rule{MaxLength: integer("maxLength")}
	case "stringvalidator.regexMatchesValidator":
		pattern := (*regexp.Regexp)(unsafe.Pointer(value.FieldByName("regexp").Pointer()))
		return &Rule{Matches: pattern.String(), Message: text(value, "message")}
	case "int64validator.betweenValidator", "int32validator.betweenValidator":
		return &Rule{Min: float("min"), Max: float("max")}
	case "int64validator.atLeastValidator", "int32validator.atLeastValidator":
		return &Rule{Min: float("min")}
	case "int64validator.atMostValidator", "int32validator.atMostValidator":
		return &Rule{Max: float("max")}
	case "listvalidator.sizeAtMostValidator", "setvalidator.sizeAtMostValidator", "mapvalidator.sizeAtMostValidator":
		return &Rule{MaxItems: integer("max")}
	case "listvalidator.sizeAtLeastValidator", "setvalidator.sizeAtLeastValidator", "mapvalidator.sizeAtLeastValidator":
		return &Rule{MinItems: integer("min")}
	case "listvalidator.sizeBetweenValidator", "setvalidator.sizeBetweenValidator", "mapvalidator.sizeBetweenValidator":
		return &Rule{MinItems: integer("min"), MaxItems: integer("max")}
	case "listvalidator.isRequiredValidator", "setvalidator.isRequiredValidator", "objectvalidator.isRequiredValidator":
		field.Required = true
		return nil
	case "schemavalidator.ConflictsWithValidator":
		field.ConflictsWith = append(field.ConflictsWith, paths(value)...)
		return nil
	case "schemavalidator.ExactlyOneOfValidator":
		field.ExactlyOneOf = append(field.ExactlyOneOf, paths(value)...)
		return nil
	case "schemavalidator.AtLeastOneOfValidator":
		field.AtLeastOneOf = append(field.AtLeastOneOf, paths(value)...)
		return nil
	case "schemavalidator.AlsoRequiresValidator":
		field.RequiredWith = append(field.RequiredWith, paths(value)...)
		return nil
	}
	return &Rule{Function: name}
}

func paths(value reflect.Value) []string {
	expressions, _ := value.FieldByName("PathExpressions").Interface().(path.Expressions)
	found := make([]string, len(expressions))
	for i, expression := range expressions {
		found[i] = expression.String()
	}
	return found
}

// Types of the provider's own check the values that they stand for.
func rulesOfType(ctx context.Context, typ attr.Type) []*Rule {
	name := fmt.Sprintf("%T", typ)
	switch {
	case strings.Contains(name, "stringEnumType["):
		value, err := typ.ValueFromTerraform(ctx, tftypes.NewValue(tftypes.String, "no such value"))
		validated, ok := value.(xattr.ValidateableAttribute)
		if err != nil || !ok {
			fail(fmt.Errorf("%s: %v", name, err))
		}
		var response xattr.ValidateAttributeResponse
		validated.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{}, &response)
		_, list, found := strings.Cut(response.Diagnostics[0].Detail(), "Valid Values: [")
		if !found {
			fail(fmt.Errorf("%s lists no values: %s", name, response.Diagnostics[0].Detail()))
		}
		return []*Rule{{OneOf: strings.Fields(strings.TrimSuffix(list, "]"))}}
	case strings.HasPrefix(name, "types.") || strings.Contains(name, "timetypes.") || strings.Contains(name, "jsontypes."):
		if strings.Contains(name, "Of[") || strings.Contains(name, "Object") {
			return nil
		}
		return []*Rule{{Function: name}}
	}
	return nil
}

func kindOfType(ctx context.Context, typ attr.Type) string {
	switch terraform := typ.TerraformType(ctx); {
	case terraform.Is(tftypes.String):
		return "string"
	case terraform.Is(tftypes.Number):
		return "number"
	case terraform.Is(tftypes.Bool):
		return "boolean"
	}
	return "object"
}
