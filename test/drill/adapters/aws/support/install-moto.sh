#!/bin/sh
# Installs the moto server, which answers as AWS does, and the AWS CLI into .drill/moto. Needs Python 3.9 or newer and its venv module.
set -eu
cd "$(dirname "$0")/../../../../.."
version=5.2.5
cli=1.46.2
folder=.drill/moto
marker="$folder/installed-$version-$cli"
mkdir -p .drill
exec 9>.drill/moto.lock
flock 9
[ -f "$marker" ] && exit 0
rm -rf "$folder"
python3 -m venv "$folder"
# Not the extra `server`: it brings 180 MB for services that no test asks.
"$folder/bin/pip" install --quiet --disable-pip-version-check "moto==$version" "flask==3.1.3" "flask-cors==6.0.5" "awscli==$cli"
touch "$marker"
