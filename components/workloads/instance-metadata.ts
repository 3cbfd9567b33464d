/** The link-local address of the instance metadata service. */
const metadataService = "http://169.254.169.254/latest";

/**
 * A bash script that prints an item of the instance's metadata, by its path below `meta-data/`.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export const metadataScript = `token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' ${metadataService}/api/token)
exec curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "${metadataService}/meta-data/$1"
`;
