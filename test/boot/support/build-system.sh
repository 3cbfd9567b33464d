#!/bin/sh
# Builds what the instance of the boot tests has beside this machine's own files: a layer of packages in .drill/boot/up,
# as Debian calls what Amazon Linux 2023 calls docker, stunnel, awscli-2 and cloud-init. Nothing is installed outside it.
# Needs root and a Debian or Ubuntu.
set -eu
cd "$(dirname "$0")/../../.."
folder=$PWD/.drill/boot
packages="docker.io iptables stunnel4 haproxy cloud-init awscli iproute2 curl"
marker="$folder/built-2"
mkdir -p "$folder"
exec 9>.drill/boot.lock
flock 9
[ -f "$marker" ] && exit 0
rm -rf "$folder"
mkdir -p "$folder/up" "$folder/work" "$folder/root"
# shellcheck disable=SC2086 # a list of names
unshare --mount --pid --fork --propagation private sh -eu -c '
  folder=$1; shift; root=$folder/root
  mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/up,workdir=$folder/work" "$root"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/tmp"
  [ ! -e /etc/resolv.conf ] || cat /etc/resolv.conf >"$root/run/resolv.conf"
  printf "#!/bin/sh\nexit 101\n" >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  export DEBIAN_FRONTEND=noninteractive
  chroot "$root" apt-get update -qq
  chroot "$root" apt-get install -y -qq --no-install-recommends "$@"
' sh "$folder" $packages >"$folder.log" 2>&1 || { tail -n 20 "$folder.log" >&2; exit 1; }
touch "$marker"
