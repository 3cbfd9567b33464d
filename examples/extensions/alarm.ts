import * as aws from "@pulumi/aws";
import type { Extension } from "../../components/global/platform";

/** An alarm of one's own in each region, told to those whom the platform's alarms tell: sign-ups that stop. */
export const signUpsAlarm: Extension = ({ services, namePrefix }) => {
  for (const { region } of services) {
    if (region.role !== "active") continue;
    new aws.cloudwatch.MetricAlarm(
      `${region.name}-sign-ups`,
      {
        alarmDescription: "No user signed up for 30 minutes",
        // What the application itself reports, in the embedded metric format.
        namespace: `${namePrefix}/app`,
        metricName: "SignUps",
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 6,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        // No data is no sign-up.
        treatMissingData: "breaching",
        alarmActions: [region.alarmTopicArn],
        okActions: [region.alarmTopicArn],
      },
      { parent: region },
    );
  }
};
