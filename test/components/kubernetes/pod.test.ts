import { beforeAll, describe, expect, test } from "@jest/globals";
import { appRun, type Container, type Pod, podOf } from "./support/app";

let pod: Pod;
let app: Container;
let targetTls: Container;
let fetchSecrets: Container;

beforeAll(async () => {
  const run = await appRun({ livenessPath: "/alive" });
  pod = podOf(run);
  [fetchSecrets, targetTls] = pod.initContainers as [Container, Container];
  [app] = pod.containers as [Container];
});

describe("a pod", () => {
  test("fetches its secrets, then starts the end of TLS, then the application", () => {
    expect(pod.initContainers.map(({ name }) => name)).toEqual(["fetch-secrets", "target-tls"]);
    expect(pod.containers.map(({ name }) => name)).toEqual(["app"]);
    expect(fetchSecrets).not.toHaveProperty("restartPolicy");
    expect(targetTls).toMatchObject({ restartPolicy: "Always" });
  });

  test("keeps secrets in memory, and the key for TLS away from the application", () => {
    const [secrets, certificate] = pod.volumes;
    expect([secrets, certificate]).toEqual([
      { name: "secrets", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
      { name: "certificate", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
    ]);
    expect(app["volumeMounts"]).toEqual([
      { name: "secrets", mountPath: "/run/app/secrets", readOnly: true },
      { name: "scratch", mountPath: "/tmp" },
    ]);
    expect(app["env"]).toEqual([
      { name: "PORT", value: "8080" },
      { name: "SECRETS_FOLDER", value: "/run/app/secrets" },
    ]);
  });

  test("runs as a user without rights or capabilities, on a read-only file system", () => {
    for (const container of [app, targetTls, fetchSecrets]) {
      expect(container["securityContext"]).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsGroup: 10001,
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      });
    }
    expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  });

  test("joins when it is ready, and leaves after a failover's time", () => {
    expect(app["readinessProbe"]).toEqual({
      httpGet: { path: "/ready", port: "http" },
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 30,
    });
  });

  test("is restarted when its process hangs, not when it is slow to start", () => {
    expect(app["livenessProbe"]).toEqual({
      httpGet: { path: "/alive", port: "http" },
      periodSeconds: 10,
      timeoutSeconds: 2,
      failureThreshold: 3,
    });
    expect(app["startupProbe"]).toMatchObject({ httpGet: { path: "/alive" }, failureThreshold: 12 });
  });

  test("is asked through TLS whether it answers", () => {
    expect(targetTls["readinessProbe"]).toMatchObject({
      httpGet: { path: "/alive", port: "target-tls", scheme: "HTTPS" },
    });
    expect(targetTls["ports"]).toEqual([{ name: "target-tls", containerPort: 8443 }]);
    // The application starts after this one: it cannot answer yet.
    expect(targetTls["startupProbe"]).toMatchObject({ tcpSocket: { port: "target-tls" } });
  });

  test("serves on while its load balancer lets go of it", () => {
    expect(app["lifecycle"]).toEqual({ preStop: { sleep: { seconds: 35 } } });
    expect(pod["terminationGracePeriodSeconds"]).toBe(75);
  });

  test("is sure of what it asks for, and has room for the share of a lost zone", () => {
    expect(app["resources"]).toEqual({
      requests: { cpu: "500m", memory: "1024Mi", "ephemeral-storage": "64Mi" },
      limits: { cpu: "1000m", memory: "1024Mi", "ephemeral-storage": "512Mi" },
    });
  });

  test("takes other images where they are mirrored", async () => {
    const run = await appRun({ haproxyImage: "mirror/haproxy:1", fetchImage: "mirror/aws:1" });
    const { initContainers } = podOf(run);
    expect(initContainers.map(({ image }) => image)).toEqual(["mirror/aws:1", "mirror/haproxy:1"]);
    expect([fetchSecrets["image"], targetTls["image"]]).toEqual([
      "public.ecr.aws/aws-cli/aws-cli:2.36.15",
      "public.ecr.aws/docker/library/haproxy:3.2.24-alpine",
    ]);
  });
});
