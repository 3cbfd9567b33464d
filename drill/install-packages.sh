#!/bin/sh
# Installs what the local site of the drill runs (Debian 12), without starting any of it as a service.
# Run as root: sudo sh drill/install-packages.sh
set -eu

packages="haproxy redis-server patroni python3-etcd python3-psycopg2 etcd-server postgresql-15 nftables iproute2 util-linux"

missing=""
for package in $packages; do
  dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

# The packages would start their services; a policy of 101 forbids it while they are installed.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
apt-get install -y -qq --no-install-recommends $missing >/dev/null
