#!/bin/bash
# Becomes systemd, process 1 of an instance, in namespaces that the caller made: start-system.sh <layer> <scratch> <seed>
# The root is this machine's, read-only, below the layer and a scratch folder in memory. Of this machine's units and users'
# files it sees nothing.
set -euo pipefail
layer=$1 scratch=$2 seed=$3
root=$scratch/root
mkdir -p "$root" "$scratch/rw"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/up,workdir=$layer/work" "$layer/root"
mount -t tmpfs tmpfs "$scratch/rw"
mkdir "$scratch/rw/up" "$scratch/rw/work"
mount -t overlay overlay -o "lowerdir=$layer/root,upperdir=$scratch/rw/up,workdir=$scratch/rw/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
for folder in run tmp dev root home usr/local var/lib/cloud etc/systemd/system lib/systemd/system-generators; do
  mkdir -p "$root/$folder"
  mount -t tmpfs tmpfs "$root/$folder"
done
mkdir -p "$root/usr/local/sbin" "$root/var/lib/docker" "$root/var/lib/containerd" "$root/dev/shm" "$root/run/lock"
mount -t tmpfs tmpfs "$root/var/lib/docker"
mount -t tmpfs tmpfs "$root/var/lib/containerd"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"

# Units: systemd's own targets and Docker's, no others of this machine.
mkdir "$scratch/rw/units"
for name in sysinit basic shutdown multi-user network network-online sockets timers paths slices local-fs swap umount final exit; do
  cp "$root/lib/systemd/system/$name.target" "$scratch/rw/units/"
done
cp "$root"/lib/systemd/system/{docker.service,docker.socket,containerd.service,systemd-exit.service} "$scratch/rw/units/"
mount --bind "$scratch/rw/units" "$root/lib/systemd/system"

# The user data, as cloud-init finds it; what it is told of its own work is the part of Amazon Linux's that we use.
mkdir -p "$root/var/lib/cloud/seed"
cp -r "$seed/nocloud" "$root/var/lib/cloud/seed/nocloud"
cp "$seed/cloud.cfg" "$root/etc/cloud/cloud.cfg"
rm -f "$root"/etc/cloud/cloud.cfg.d/*
cp "$seed/image.tar" "$root/tmp/image.tar"
install -m 0755 "$seed/apt-get" "$root/usr/local/sbin/apt-get"
install -m 0755 "$seed/aws" "$root/usr/local/sbin/aws"
grep -q '^nobody:' "$root/etc/group" || echo 'nobody:x:65533:' >>"$root/etc/group"
mkdir "$root/etc/systemd/system/multi-user.target.wants"
cp "$seed/cloud-init.service" "$root/etc/systemd/system/"
ln -s ../cloud-init.service "$root/etc/systemd/system/multi-user.target.wants/"

# Not a chroot: what enters a container of Docker's would find itself outside of it.
mkdir "$root/tmp/machine"
cd "$root"
pivot_root . tmp/machine
umount -l /tmp/machine
exec env -i container=standfast PATH=/usr/sbin:/usr/bin \
  /lib/systemd/systemd --system --unit=multi-user.target --log-target=console --show-status=0
