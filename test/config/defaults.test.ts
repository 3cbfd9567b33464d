import { describe, expect, it } from "@jest/globals";
import { parseSettings } from "../../config";
import { onKubernetes, smallest } from "./settings";

describe("defaults", () => {
  it("fill in everything that a short stack leaves out", () => {
    const settings = parseSettings(smallest);
    expect(settings).toEqual({
      ...smallest,
      hostedZone: { ...smallest.hostedZone, acceleratedRecovery: "enabled" },
      network: {
        natGateways: "one-per-zone",
        egress: [
          {
            protocol: "tcp",
            port: 443,
            cidrBlocks: ["0.0.0.0/0"],
            description: "AWS interfaces, images and packages",
          },
        ],
        interfaceEndpoints: [],
        flowLogDestination: "s3",
        flowLogAggregationSeconds: 600,
        flowLogRetentionDays: 30,
      },
      loadBalancer: {
        kind: "application",
        deregistrationDelaySeconds: 30,
        stickySessionSeconds: 0,
        idleTimeoutSeconds: 60,
        clientKeepAliveSeconds: 60,
        accessLogRetentionDays: 30,
        healthCheck: {
          path: "/health",
          intervalSeconds: 5,
          timeoutSeconds: 2,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
      },
      contentDelivery: "none",
      ddosProtection: "standard",
      appTier: {
        ...smallest.appTier,
        platform: "ec2",
        port: 8080,
        readinessPath: "/ready",
        secrets: {},
        environment: {},
        additionalPorts: {},
        permissions: [],
        imageByRegion: {},
        machineImageIds: {},
        rolloutAlarms: "stop",
        deployment: { mode: "rolling" },
      },
      database: {
        ...smallest.database,
        deployment: "instance",
        backupRetentionDays: 7,
        readReplicas: 0,
        tuning: {},
        proxy: "none",
        applyChanges: "in-maintenance-window",
      },
      cache: {
        ...smallest.cache,
        durability: "snapshots",
        applyChanges: "in-maintenance-window",
        scope: "regional",
        maxmemoryPolicy: "allkeys-lru",
        snapshotRetentionDays: 7,
        accessString: "on ~* &* +@all -@admin -@dangerous +info",
        activePassword: "first",
      },
      objectStore: {
        noncurrentVersionRetentionDays: 30,
        access: "bucket",
        timeoutsSeconds: [5, 8, 15],
        circuitBreaker: { failureThreshold: 5, successThreshold: 2, openSeconds: 60, halfOpenRequests: 1 },
      },
      failover: { mode: "manual" },
      dns: { healthCheckIntervalSeconds: 10, healthCheckFailureThreshold: 3, routing: "failover" },
      observability: {
        alarms: { latencyP99Milliseconds: 1000, errorPercent: 5, pendingObjects: 1000 },
        notify: [],
        notifyEndpoints: [],
        logRetentionDays: 30,
        canaries: "none",
        metricPrefix: "app",
        objectReplicas: "none",
        replicationLagSeconds: 10,
      },
      dataProtection: "protected",
      tags: {},
      drills: "forbidden",
      objectives: { recoveryTimeSeconds: 900, recoveryPointSeconds: 300 },
    });
  });

  it("of a fleet on Kubernetes are its own", () => {
    expect(parseSettings(onKubernetes).appTier).toEqual({
      ...onKubernetes.appTier,
      imageByRegion: {},
      cluster: { ...onKubernetes.appTier.cluster, publicAccessCidrBlocks: ["0.0.0.0/0"] },
      port: 8080,
      readinessPath: "/ready",
      secrets: {},
      environment: {},
      additionalPorts: {},
      permissions: [],
      minReplicas: 3,
      maxReplicas: 20,
      targetCpuPercent: 70,
      cpuMillicores: 500,
      memoryMiB: 1024,
      preStopSeconds: 35,
      terminationGraceSeconds: 75,
      exposure: "target-group-binding",
    });
  });

  it("of backups and of off-hours are filled in where these are asked for", () => {
    const settings = parseSettings({
      ...smallest,
      backup: { destinationRegion: "us-west-2" },
      offHours: {},
      webFirewall: {},
      dataProtection: "disposable",
    });
    expect(settings.backup).toEqual({
      destinationRegion: "us-west-2",
      dailyAtUtc: "02:00",
      retentionDays: 35,
      vaultLock: "governance",
      restoreTesting: "weekly",
    });
    expect(settings.offHours).toEqual({
      stopAt: "20:00",
      startAt: "06:00",
      timezone: "Etc/UTC",
      days: "MON-FRI",
    });
    expect(settings.webFirewall).toEqual({
      rateLimitPerFiveMinutes: 2000,
      managedRules: [
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesAmazonIpReputationList",
      ],
      exceptions: {},
      blockedCidrBlocks: [],
      allowedCidrBlocks: [],
      bodyInspectionKiB: 16,
      action: "block",
      whenUnavailable: "allow",
    });
  });

  it("give way to what is written, zero included", () => {
    const settings = parseSettings({ ...smallest, loadBalancer: { deregistrationDelaySeconds: 0 } });
    expect(settings.loadBalancer.deregistrationDelaySeconds).toBe(0);
  });
});
