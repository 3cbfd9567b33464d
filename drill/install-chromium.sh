#!/bin/sh
# Installs the browser that the tests open the drill's report in (Debian 12). The drill itself needs none.
# Run as root: sudo sh drill/install-chromium.sh
set -eu

! command -v chromium >/dev/null || exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
