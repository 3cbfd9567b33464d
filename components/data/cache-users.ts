import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { nameSuffix } from "../aws/name-suffix";
import { Component } from "../kit/component";
import { cacheUserName } from "./any-cache";

export interface CacheUsersArgs {
  /** What the application may do, as ElastiCache writes it, such as `on ~* &* +@all -@admin -@dangerous`. */
  readonly accessString: string;
  /** One or two passwords of the application's user; each is valid. */
  readonly passwords: readonly pulumi.Input<string>[];
}

/**
 * Who may use a cache: the application's user, and nobody by the name `default`, which a client has that names no user.
 * Users belong to a region, where another stack may have a cache of this name: hence the suffix.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class CacheUsers extends Component {
  readonly userGroupId: pulumi.Output<string>;

  constructor(name: string, args: CacheUsersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:CacheUsers", name, opts);
    const suffix = nameSuffix(this.childName("suffix"), this.child());
    const user = (
      role: string,
      userName: string,
      accessString: string,
      passwords: readonly pulumi.Input<string>[],
    ) =>
      new aws.elasticache.User(
        this.childName(role),
        {
          userId: pulumi.interpolate`${this.childName(role)}-${suffix}`,
          userName,
          engine: "valkey",
          accessString,
          authenticationMode: { type: "password", passwords: [...passwords] },
        },
        this.child(),
      );
    // A user of Valkey has a password, also one that is off; nobody is told this one.
    const unused = new random.RandomPassword(
      this.childName("unused-password"),
      { length: 48, special: false },
      this.child(),
    ).result;
    const users = [
      user("app", cacheUserName, args.accessString, args.passwords),
      // As AWS's guide disables it: a group of Redis must have a user of that name.
      user("off", "default", "off +get ~keys*", [unused]),
    ];
    this.userGroupId = new aws.elasticache.UserGroup(
      this.childName("group"),
      {
        userGroupId: pulumi.interpolate`${name}-${suffix}`,
        engine: "valkey",
        userIds: users.map(({ userId }) => userId),
      },
      this.child(),
    ).userGroupId;
    this.registerOutputs({ userGroupId: this.userGroupId });
  }
}
