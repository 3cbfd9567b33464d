import * as k8s from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

const server = "https://0.gr7.eu-west-1.eks.amazonaws.com";
const kubeconfig = JSON.stringify({ clusters: [{ name: "shop", cluster: { server } }] });
const provider = new k8s.Provider("shop", { kubeconfig });
const file = new k8s.yaml.v2.ConfigFile("files", { file: "web.yaml" }, { provider });

// Known only once it is there: the preview cannot say what it will hold.
const { result: value } = new random.RandomString("value", { length: 8 });
new k8s.yaml.v2.ConfigGroup(
  "settings",
  {
    objs: [
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace: "shop" }, data: { value } },
    ],
  },
  { provider, dependsOn: file },
);

export const { resources } = file;
