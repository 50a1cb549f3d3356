#!/usr/bin/env bash
# Holds every page, drawing and style sheet of these folders against the Nu HTML Checker, as a package of npm brings it along: a
# folder of the target directory, nothing of it is ours. Says so where there is no Java or it cannot be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${CARGO_TARGET_DIR:-target}/vnu
jar=$to/package/build/dist/vnu.jar
if ! command -v java >/dev/null; then echo "没有 Java，网页的格式没有检查。"; exit 0; fi
if [ ! -s "$jar" ]; then
  mkdir -p "$to"
  { npm pack --silent --pack-destination "$to" vnu-jar@26.9.27 && tar -xzf "$to"/vnu-jar-*.tgz -C "$to"; } >"$to/log" 2>&1 ||
    { echo "没有取到 vnu-jar：$(tail -n 1 "$to/log")；网页的格式没有检查。"; exit 0; }
fi
jar=$(realpath "$jar")
for folder in "$@"; do
  # Warnings that the policy keeps out what lies beside a page are of pages that are read from a disk, and are none.
  (
    cd "$folder"
    find . -name '*.html' -print0 | xargs -0 -r java -jar "$jar" --errors-only
    find . -name '*.svg' -print0 | xargs -0 -r java -jar "$jar" --errors-only --svg
    java -jar "$jar" --errors-only --css site.css
    echo "$folder：$(find . -name '*.html' | wc -l) 页，没有错误。"
  )
done
