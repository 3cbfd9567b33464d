#!/bin/sh
# Puts the two programs that judge Kubernetes objects below the folder that is given, once for each pinned version:
#   schemas/bin/kubernetes-validate   Kubernetes' own schemas; needs Python 3.9 or newer and its venv module
#   kube-score                        the recommendations; built from pinned Go modules, needs Go 1.24 or newer
# Prints the folder they are in.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
pinned=$(cat "$here/requirements.txt" "$here/../kube-score/go.mod" "$here/../kube-score/go.sum" | cksum | cut -d' ' -f1)
mkdir -p "$1"
exec 9>"$1/lock"
flock 9
folder="$1/$pinned"
echo "$folder"
[ -f "$folder/complete" ] && exit 0
rm -rf "$folder"
python3 -m venv "$folder/schemas"
"$folder/schemas/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cd "$here/../kube-score"
GOFLAGS=-mod=readonly GOWORK=off go build -trimpath -o "$folder/kube-score" github.com/zegl/kube-score/cmd/kube-score
touch "$folder/complete"
