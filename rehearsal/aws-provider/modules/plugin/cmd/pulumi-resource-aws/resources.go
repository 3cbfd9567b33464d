package main

import (
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// Terraform's name of a resource type, and Pulumi's.
//
//go:embed resource-types.json
var resourceTypes []byte

// What is named automatically when a program leaves the name out; the build writes it from the rehearsal's own table.
//
//go:embed automatic-names.json
var automaticNames []byte

type automaticName struct {
	Property  string `json:"property"`
	MaxLength int    `json:"maxLength"`
	Prefix    string `json:"prefix"`
	LowerCase bool   `json:"lowerCase"`
}

// Names that the official plugin gives by hand, where the bridge's rules would give another.
var names = map[string]map[string]*tfbridge.SchemaInfo{
	"aws_cloudwatch_metric_alarm": {"alarm_name": {Name: "name"}},
	"aws_security_group":          {"ingress": {Name: "ingress"}, "egress": {Name: "egress"}},
	"aws_default_security_group":  {"ingress": {Name: "ingress"}, "egress": {Name: "egress"}},
	"aws_sns_topic_subscription":  {"topic_arn": {Name: "topic"}},
	"aws_route53_record": {
		"alias":                      list("aliases"),
		"failover_routing_policy":    list("failoverRoutingPolicies"),
		"geolocation_routing_policy": list("geolocationRoutingPolicies"),
		"latency_routing_policy":     list("latencyRoutingPolicies"),
		"weighted_routing_policy":    list("weightedRoutingPolicies"),
	},
	// Policy documents are given as text or as objects.
	"aws_iam_role":         {"assume_role_policy": {Transform: tfbridge.TransformJSONDocument}},
	"aws_iam_policy":       {"policy": {Transform: tfbridge.TransformJSONDocument}},
	"aws_iam_role_policy":  {"policy": {Transform: tfbridge.TransformJSONDocument}},
	"aws_s3_bucket_policy": {"policy": {Transform: tfbridge.TransformJSONDocument}},
	"aws_s3_bucket_object": {"source": {Asset: &tfbridge.AssetTranslation{Kind: tfbridge.FileAsset}}},
	"aws_s3_object":        {"source": {Asset: &tfbridge.AssetTranslation{Kind: tfbridge.FileAsset}}},
	"aws_lambda_function":  {"filename": {Name: "code", Asset: &tfbridge.AssetTranslation{Kind: tfbridge.FileArchive}}},
}

func list(name string) *tfbridge.SchemaInfo {
	return &tfbridge.SchemaInfo{Name: name, MaxItemsOne: tfbridge.False()}
}

var dataSources = map[string]*tfbridge.DataSourceInfo{
	"aws_ec2_managed_prefix_list":               {Tok: "aws:ec2/getManagedPrefixList:getManagedPrefixList"},
	"aws_arcregionswitch_route53_health_checks": {Tok: "aws:arcregionswitch/getRoute53HealthChecks:getRoute53HealthChecks"},
}

func resources(provider shim.Provider) map[string]*tfbridge.ResourceInfo {
	var types map[string]string
	exitOn(json.Unmarshal(resourceTypes, &types))
	var automatic map[string]automaticName
	exitOn(json.Unmarshal(automaticNames, &automatic))
	found := map[string]*tfbridge.ResourceInfo{}
	for terraform, token := range types {
		info := &tfbridge.ResourceInfo{Tok: tokens.Type(token), Fields: map[string]*tfbridge.SchemaInfo{}}
		for field, override := range names[terraform] {
			info.Fields[field] = override
		}
		if rule, ok := automatic[token]; ok {
			schemas := provider.ResourcesMap().Get(terraform).Schema()
			field := tfbridge.PulumiToTerraformName(rule.Property, schemas, info.Fields)
			if _, known := schemas.GetOk(field); known {
				info.Fields[field] = automaticallyNamed(rule)
			}
		}
		found[terraform] = info
	}
	return found
}

func automaticallyNamed(rule automaticName) *tfbridge.SchemaInfo {
	return tfbridge.AutoNameWithCustomOptions(rule.Property, tfbridge.AutoNameOptions{
		Separator: "-",
		Maxlen:    rule.MaxLength,
		Randlen:   7,
		Transform: func(name string) string {
			if rule.LowerCase {
				name = strings.ToLower(name)
			}
			return rule.Prefix + name
		},
	})
}
