import * as pulumi from "@pulumi/pulumi";

class Broken extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Broken", name);
    throw new TypeError("a mistake of the program");
  }
}

new Broken("broken");
