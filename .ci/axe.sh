#!/usr/bin/env bash
# Fetches axe-core, the rules of accessibility that the tests hold the pages for browsers against, as a Python package
# brings it along: a folder of the target directory, nothing of it is ours. Says so where it cannot.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${CARGO_TARGET_DIR:-target}/axe
[ -s "$to/axe.min.js" ] && exit 0
mkdir -p "$to"
if python3 -m pip download -q --disable-pip-version-check --no-input --retries 1 --timeout 20 --no-deps \
  --only-binary :all: -d "$to" axe-playwright-python==0.1.8 >"$to/log" 2>&1 &&
  python3 - "$to" <<'PY'
import glob, sys, zipfile
to = sys.argv[1]
package = zipfile.ZipFile(glob.glob(f"{to}/axe_playwright_python-*.whl")[0])
open(f"{to}/axe.min.js", "wb").write(package.read("axe_playwright_python/axe.min.js"))
PY
then exit 0; fi
echo "没有取到 axe-core：$(tail -n 1 "$to/log")；可及性的测试会说明跳过。"
