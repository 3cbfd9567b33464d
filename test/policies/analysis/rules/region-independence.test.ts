import { regionIndependence } from "../../../../policies/analysis/rules/region-independence";
import { ref, resource, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

runTable({
  rule: regionIndependence,
  compliant: multiRegion(),
  passes: [
    {
      when: "a secret that is replicated is read at home",
      change: { "template-eu-west-1.userData": ref("db-secret-us-east-1", "db-secret-value-us-east-1") },
    },
    {
      when: "networks that meet",
      add: [
        resource("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
          vpcId: ref("vpc-us-east-1"),
          peerVpcId: ref("vpc-eu-west-1"),
        }),
      ],
    },
    {
      when: "a global table whose replica has a key of its own region",
      add: [
        resource("aws:dynamodb/table:Table", "orders", {
          region: "us-east-1",
          replicas: ref("key-eu-west-1"),
        }),
      ],
    },
    {
      when: "a program that claims one region",
      config: { regions: "not-claimed" },
      change: { "template-eu-west-1.userData": ref("cache-us-east-1") },
    },
  ],
  fails: [
    {
      when: "an address of the other region",
      change: { "template-eu-west-1.userData": ref("cache-us-east-1", "db-us-east-1") },
      gives: [
        [
          "template-eu-west-1",
          "losing region us-east-1: userData in eu-west-1 is computed from cache-us-east-1, db-us-east-1 in us-east-1",
          "compute userData from a resource of eu-west-1",
        ],
      ],
    },
    {
      when: "a secret without a replica",
      change: {
        "db-secret-us-east-1.replicas": [],
        "template-eu-west-1.userData": ref("db-secret-value-us-east-1"),
      },
      gives: [
        [
          "template-eu-west-1",
          "losing region us-east-1: userData in eu-west-1 is computed from db-secret-us-east-1 in us-east-1",
          "compute userData from a resource of eu-west-1",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "a provider whose region only the deployment will tell",
      change: { "files-eu-west-1!region": UNKNOWN },
      gives: [["files-eu-west-1", "the region of files-eu-west-1"]],
    },
  ],
});
