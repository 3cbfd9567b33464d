package main

import (
	"fmt"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
)

var sdkKinds = map[schema.ValueType]string{
	schema.TypeBool:   "boolean",
	schema.TypeInt:    "integer",
	schema.TypeFloat:  "number",
	schema.TypeString: "string",
	schema.TypeList:   "list",
	schema.TypeSet:    "set",
	schema.TypeMap:    "map",
}

func sdkFields(schemas map[string]*schema.Schema) map[string]*Field {
	fields := map[string]*Field{}
	for name, s := range schemas {
		fields[name] = sdkField(s)
	}
	return fields
}

func sdkField(s *schema.Schema) *Field {
	field := &Field{
		Kind: sdkKinds[s.Type], Required: s.Required, Optional: s.Optional, Computed: s.Computed, ForceNew: s.ForceNew,
		Deprecated: s.Deprecated, Default: s.Default, MinItems: s.MinItems, MaxItems: s.MaxItems,
		ConflictsWith: s.ConflictsWith, ExactlyOneOf: s.ExactlyOneOf, AtLeastOneOf: s.AtLeastOneOf,
		RequiredWith: s.RequiredWith, Rules: sdkRules(s),
	}
	switch element := s.Elem.(type) {
	case *schema.Resource:
		field.Fields = sdkFields(element.SchemaMap())
	case *schema.Schema:
		field.ElementKind = sdkKinds[element.Type]
		field.ElementRules = sdkRules(element)
	}
	return field
}

func sdkRules(s *schema.Schema) []*Rule {
	var rules []*Rule
	if s.ValidateFunc != nil {
		rules = append(rules, ruleOf(s.ValidateFunc))
	}
	if s.ValidateDiagFunc != nil {
		rules = append(rules, ruleOf(s.ValidateDiagFunc))
	}
	return rules
}

// A validation of the SDK is a closure. What it holds follows its code pointer, in the order in which the closure's
// body names it; each rule that is read so is called with a value that it has to refuse, and has to say what was read.
func ruleOf(validate any) *Rule {
	name := runtime.FuncForPC(reflect.ValueOf(validate).Pointer()).Name()
	held := (*[2]unsafe.Pointer)(unsafe.Pointer(&validate))[1]
	at := func(word int) unsafe.Pointer { return unsafe.Add(held, (1+word)*8) }
	short := name[strings.LastIndex(name, "/")+1:]
	closure := strings.TrimSuffix(short, ".func1")

	switch closure {
	case "validation.ToDiagFunc":
		return ruleOf(*(*schema.SchemaValidateFunc)(at(0)))
	case "validation.All":
		return combined(*(*[]schema.SchemaValidateFunc)(at(0)), false)
	case "validation.Any":
		return combined(*(*[]schema.SchemaValidateFunc)(at(0)), true)
	case "validation.AllDiag":
		return combined(*(*[]schema.SchemaValidateDiagFunc)(at(0)), false)
	case "validation.AnyDiag":
		return combined(*(*[]schema.SchemaValidateDiagFunc)(at(0)), true)
	case "validation.StringInSlice":
		rule := &Rule{OneOf: *(*[]string)(at(0)), IgnoreCase: *(*bool)(at(3))}
		mustSay(validate, "no such value \u0000", fmt.Sprintf("to be one of %q", rule.OneOf))
		return rule
	case "validation.IntInSlice":
		rule := &Rule{Numbers: *(*[]int)(at(0))}
		mustSay(validate, -987654321, fmt.Sprintf("to be one of %v", rule.Numbers))
		return rule
	case "validation.StringLenBetween":
		low, high := *(*int)(at(0)), *(*int)(at(1))
		refused := high + 1
		if high > 1<<20 && low > 0 {
			refused = low - 1
		}
		mustSay(validate, strings.Repeat("x", refused), fmt.Sprintf("to be in the range (%d - %d)", low, high))
		return &Rule{MinLength: &low, MaxLength: &high}
	case "validation.IntBetween":
		low, high := *(*int)(at(0)), *(*int)(at(1))
		mustSay(validate, low-1, fmt.Sprintf("to be in the range (%d - %d)", low, high))
		return &Rule{Min: number(low), Max: number(high)}
	case "validation.IntAtLeast":
		low := *(*int)(at(0))
		mustSay(validate, low-1, fmt.Sprintf("to be at least (%d)", low))
		return &Rule{Min: number(low)}
	case "validation.IntAtMost":
		high := *(*int)(at(0))
		mustSay(validate, high+1, fmt.Sprintf("to be at most (%d)", high))
		return &Rule{Max: number(high)}
	case "validation.FloatBetween":
		low, high := *(*float64)(at(0)), *(*float64)(at(1))
		mustSay(validate, low-1, fmt.Sprintf("to be in the range (%f - %f)", low, high))
		return &Rule{Min: &low, Max: &high}
	case "validation.FloatAtLeast":
		low := *(*float64)(at(0))
		mustSay(validate, low-1, fmt.Sprintf("to be at least (%f)", low))
		return &Rule{Min: &low}
	case "validation.StringMatch", "validation.StringDoesNotMatch":
		pattern, message := (*(**regexp.Regexp)(at(0))).String(), *(*string)(at(1))
		if closure == "validation.StringDoesNotMatch" {
			return &Rule{MatchesNot: pattern, Message: message}
		}
		return &Rule{Matches: pattern, Message: message}
	case "nullable.ValidateTypeStringNullableIntAtLeast", "verify.FloatGreaterThan":
		if closure == "verify.FloatGreaterThan" {
			return &Rule{Function: closure, Arguments: []float64{*(*float64)(at(0))}}
		}
		return &Rule{Function: closure, Arguments: []float64{float64(*(*int64)(at(0)))}}
	case "nullable.ValidateTypeStringNullableIntBetween", "validation.IsCIDRNetwork":
		return &Rule{Function: closure, Arguments: []float64{float64(*(*int)(at(0))), float64(*(*int)(at(1)))}}
	}
	return &Rule{Function: closure}
}

func combined[T any](parts []T, any bool) *Rule {
	rules := make([]*Rule, len(parts))
	for i, part := range parts {
		rules[i] = ruleOf(part)
	}
	if any {
		return &Rule{Any: rules}
	}
	return &Rule{All: rules}
}

func number(n int) *float64 {
	value := float64(n)
	return &value
}

// mustSay ends the program where a closure is laid out otherwise than ruleOf reads it.
func mustSay(validate any, refused any, words string) {
	var said []string
	switch call := validate.(type) {
	case schema.SchemaValidateFunc:
		_, errs := call(refused, "x")
		for _, err := range errs {
			said = append(said, err.Error())
		}
	case schema.SchemaValidateDiagFunc:
		for _, d := range call(refused, cty.Path{}) {
			said = append(said, d.Summary)
		}
	}
	if !strings.Contains(strings.Join(said, "\n"), words) {
		fail(fmt.Errorf("a check that was read as %s says %s", strconv.Quote(words), strconv.Quote(strings.Join(said, "; "))))
	}
}
