import { encryptAtRest } from "../../../policies/rules/security/encrypt-at-rest";
import { encryptInTransit } from "../../../policies/rules/security/encrypt-in-transit";
import { kmsKeyRotation } from "../../../policies/rules/security/kms-key-rotation";
import { databases } from "../support/databases";
import { ABSENT, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const LISTENER = "aws:lb/listener:Listener";
const TLS_FIX = "set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
const REDIRECT_FIX = "make its default action a redirect to HTTPS with HTTP_301";

export const security: readonly RuleTable[] = [
  {
    rule: encryptAtRest,
    compliant: [
      ...databases,
      resource(CACHE, "cache", { engine: "redis", atRestEncryptionEnabled: true }),
      resource(CACHE, "valkey", { engine: "valkey" }),
      resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
      resource("aws:opensearch/domain:Domain", "search", { encryptAtRest: { enabled: true } }),
      resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
        blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { virtualName: "ephemeral0" }],
      }),
    ],
    passes: [{ when: "a replica is encrypted as its source", change: { "reader.storageEncrypted": ABSENT } }],
    fails: [
      {
        change: { "primary.storageEncrypted": false },
        gives: [["primary", "storageEncrypted is false", "set storageEncrypted to true"]],
      },
      {
        when: "Redis is not encrypted by default",
        change: { "cache.atRestEncryptionEnabled": ABSENT },
        gives: [
          [
            "cache",
            "atRestEncryptionEnabled is not set, which means false",
            "set atRestEncryptionEnabled to true",
          ],
        ],
      },
      {
        change: { "valkey.atRestEncryptionEnabled": false },
        gives: [["valkey", "atRestEncryptionEnabled is false", "set atRestEncryptionEnabled to true"]],
      },
      {
        when: "a disk is not encrypted",
        change: { "template.blockDeviceMappings.0.ebs.encrypted": "false" },
        gives: [
          [
            "template",
            "blockDeviceMappings[0].ebs.encrypted is false",
            "set blockDeviceMappings[0].ebs.encrypted to true",
          ],
        ],
      },
      {
        when: "a search domain is not encrypted",
        change: { "search.encryptAtRest": ABSENT },
        gives: [
          [
            "search",
            "encryptAtRest.enabled is not set, which means false",
            "set encryptAtRest.enabled to true",
          ],
        ],
      },
    ],
    unknowns: [
      { when: "it is unknown", change: { "files.encrypted": UNKNOWN }, gives: [["files", "encrypted"]] },
      {
        when: "the disks are unknown",
        change: { "template.blockDeviceMappings": UNKNOWN },
        gives: [["template", "blockDeviceMappings"]],
      },
    ],
  },
  {
    rule: encryptInTransit,
    compliant: [
      resource(LISTENER, "https", {
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      }),
      resource(LISTENER, "http", {
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }],
      }),
      resource(LISTENER, "tcp", { protocol: "TCP" }),
      resource(CACHE, "cache", { transitEncryptionEnabled: true }),
      resource(CACHE, "second", { globalReplicationGroupId: UNKNOWN }),
      resource("aws:rds/proxy:Proxy", "proxy", { requireTls: true }),
      resource("aws:memorydb/cluster:Cluster", "memory", {}),
      resource("aws:opensearch/domain:Domain", "search", {
        domainEndpointOptions: { enforceHttps: true },
        nodeToNodeEncryption: { enabled: true },
      }),
    ],
    fails: [
      {
        when: "the database's proxy takes plain text",
        change: { "proxy.requireTls": ABSENT },
        gives: [["proxy", "requireTls is not set, which means false", "set requireTls to true"]],
      },
      {
        when: "HTTP is served",
        change: { "http.defaultActions.0": { type: "forward", targetGroupArn: UNKNOWN } },
        gives: [["http", "it serves HTTP without redirecting to HTTPS", REDIRECT_FIX]],
      },
      {
        when: "HTTP is redirected to HTTP",
        change: { "http.defaultActions.0.redirect.protocol": "HTTP" },
        gives: [["http", "it serves HTTP without redirecting to HTTPS", REDIRECT_FIX]],
      },
      {
        change: { "https.sslPolicy": "ELBSecurityPolicy-2016-08" },
        gives: [["https", "sslPolicy is ELBSecurityPolicy-2016-08, which takes TLS 1.0 or 1.1", TLS_FIX]],
      },
      {
        when: "the policy is left out",
        change: { "https.sslPolicy": ABSENT },
        gives: [["https", "sslPolicy is not set, which means TLS 1.0 and up", TLS_FIX]],
      },
      {
        change: { "cache.transitEncryptionEnabled": false },
        gives: [["cache", "transitEncryptionEnabled is false", "set transitEncryptionEnabled to true"]],
      },
      {
        change: { "memory.tlsEnabled": false },
        gives: [["memory", "tlsEnabled is false", "set tlsEnabled to true"]],
      },
      {
        change: { "search.nodeToNodeEncryption.enabled": false },
        gives: [
          ["search", "nodeToNodeEncryption.enabled is false", "set nodeToNodeEncryption.enabled to true"],
        ],
      },
    ],
    unknowns: [
      {
        when: "the protocol is unknown",
        change: { "https.protocol": UNKNOWN },
        gives: [["https", "protocol"]],
      },
      {
        when: "the action is unknown",
        change: { "http.defaultActions": UNKNOWN },
        gives: [["http", "defaultActions"]],
      },
      {
        when: "the kind of action is unknown",
        change: { "http.defaultActions.0.type": UNKNOWN },
        gives: [["http", "defaultActions[0].type"]],
      },
    ],
  },
  {
    rule: kmsKeyRotation,
    compliant: [
      resource("aws:kms/key:Key", "key", { enableKeyRotation: true }),
      resource("aws:kms/key:Key", "signing", { customerMasterKeySpec: "RSA_2048" }),
    ],
    fails: [
      {
        when: "it is left out",
        change: { "key.enableKeyRotation": ABSENT },
        gives: [["key", "enableKeyRotation is not set, which means false", "set enableKeyRotation to true"]],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { "key.enableKeyRotation": UNKNOWN },
        gives: [["key", "enableKeyRotation"]],
      },
    ],
  },
];
