import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { awsAddress } from "./network";

/** The image that the tests run: Node.js, the reference application, and a program that asks AWS who it is. */
export const image = "reference:1";

/** What the reference application is told, whatever starts it. */
export const applicationEnvironment = (port: number) => ({
  AWS_REGION: "us-east-1",
  // Longer than it takes to open the connections and to leave them idle for longer than Node's own five seconds.
  KEEP_ALIVE_TIMEOUT_SECONDS: "60",
  APP_NAME: "reference",
  APP_REGION: "us-east-1",
  APP_LISTEN: `0.0.0.0:${port}`,
  // Stores that do not answer: `/ready` takes most of a second to say so.
  APP_DATABASE_URL: "postgres://app@10.213.99.77:5432/app",
  APP_SENTINELS: "10.213.99.77:26379",
  APP_CACHE_PASSWORD: "",
  APP_CACHE_WAIT_REPLICAS: "1",
});

/** The stages of cloud-init and the modules that the user data needs, in Amazon Linux's order. */
const cloudConfig = `datasource_list: [NoCloud]
network: {config: disabled}
cloud_init_modules: [write-files]
cloud_config_modules: [runcmd]
cloud_final_modules: [package-update-upgrade-install, scripts-user]
system_info: {distro: debian}
`;

const stages = `[Unit]
Description=cloud-init
Wants=docker.service
After=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
StandardOutput=file:/tmp/cloud-init.log
StandardError=file:/tmp/cloud-init.log
ExecStartPre=/bin/sh -c 'docker import --change "CMD [\\\\"/bin/node\\\\", \\\\"/main.js\\\\"]" /tmp/image.tar ${image}'
ExecStart=cloud-init init --local
ExecStart=cloud-init init
ExecStart=cloud-init modules --mode=config
ExecStart=cloud-init modules --mode=final
`;

/**
 * What an instance starts from. Not Amazon's: packages are there already, so `apt-get` only notes what it was asked for;
 * `aws` is Debian's, pointed at moto; the image is imported instead of pulled.
 */
export function writeSeed(folder: string, userData: string): void {
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content, { mode: 0o755 });
  };
  write("nocloud/user-data", userData);
  write("nocloud/meta-data", "instance-id: i-0123456789abcdef0\n");
  write("cloud.cfg", cloudConfig);
  write("cloud-init.service", stages);
  write("apt-get", '#!/bin/sh\necho "$@" >>/tmp/apt-get.log\n');
  write("aws", `#!/bin/sh\nexec /usr/bin/aws --endpoint-url http://${awsAddress}:4566 "$@"\n`);
  writeImage(join(folder, "image.tar"));
}

function writeImage(archive: string): void {
  const root = mkdtempSync("/tmp/standfast-image-");
  try {
    const node = realpathSync(process.execPath);
    const libraries = execFileSync("ldd", [node], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
    mkdirSync(join(root, "bin"));
    cpSync(node, join(root, "bin/node"));
    for (const library of libraries) cpSync(library, join(root, library), { dereference: true });
    bundle("drill/app/main.ts", join(root, "main.js"));
    bundle("test/boot/programs/who-am-i.ts", join(root, "who-am-i.js"));
    execFileSync("tar", ["-C", root, "-cf", archive, "."]);
  } finally {
    rmSync(root, { recursive: true });
  }
}

export function bundle(program: string, outfile: string): void {
  buildSync({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: "node",
    external: ["pg-native"],
    logLevel: "error",
  });
}
