import { describe, expect, test } from "@jest/globals";
import { targetTlsPort } from "../../../components/kit/contract";
import { haproxyConfiguration } from "../../../components/kubernetes/target-tls";

describe("the end of the load balancer's TLS", () => {
  const lines = haproxyConfiguration(8080)
    .split("\n")
    .map((line) => line.trim());

  test("takes TLS 1.2 or newer on its port and passes it on inside the pod", () => {
    expect(lines).toContain(`bind :${targetTlsPort} ssl crt /run/target-tls/tls.pem`);
    expect(lines).toContain("ssl-default-bind-options ssl-min-ver TLSv1.2");
    expect(lines).toContain("server app 127.0.0.1:8080");
  });

  test("never closes an idle connection before its load balancer does", () => {
    expect(lines).toEqual(expect.arrayContaining(["timeout client 4100s", "timeout server 4100s"]));
  });

  test("bounds what it holds, whatever the node allows", () => {
    expect(lines).toContain("maxconn 4000");
  });
});
