#!/usr/bin/env bash
# Has the OFD files under output/ read by programs that are not ours, beside the PDFs of the same pages (see ofd/check.py):
# ofdkit and easyofd come as Python packages, into a folder of the target directory; sofd, which takes some seven minutes of
# work to compile, is used where it is there (SOFD=PROGRAM, or installed before) and installed only with SOFD=install.
# Says so where something is not there. Usage: ofd.sh FILE.ofd FILE.pdf [FILE.ofd FILE.pdf …]
set -euo pipefail
cd "$(dirname "$0")/.."
own=${CARGO_TARGET_DIR:-target}/ofd-tools
mkdir -p "$own"

# What was installed is said in `ready`: with other requirements it is installed anew.
if ! cmp -s .ci/ofd/requirements.txt "$own/ready"; then
  rm -rf "$own/ready" "$own/venv"
  if python3 -m venv "$own/venv" >"$own/log" 2>&1 &&
    "$own/venv/bin/python" -m pip install -q --disable-pip-version-check --no-input --retries 1 --timeout 20 \
      --only-binary :all: -r .ci/ofd/requirements.txt >"$own/log" 2>&1; then
    cp .ci/ofd/requirements.txt "$own/ready"
  else
    echo "没有装成读 OFD 的程序：$(tail -n 1 "$own/log")；跳过这一步。"
    exit 0
  fi
fi

sofd=${SOFD:-$(command -v sofd || true)}
if [ "$sofd" = install ]; then
  sofd=
  [ -x "$own/bin/sofd" ] || cargo install -q --locked --root "$own" --target-dir "$own/build" sofd-cli@0.6.1 ||
    echo "没有装成 sofd。"
fi
if [ -z "$sofd" ] && [ -x "$own/bin/sofd" ]; then sofd=$own/bin/sofd; fi
[ -n "$sofd" ] || echo "没有 sofd（SOFD=install 装上，约要七分钟；或用 SOFD=程序 指定）：不核对样子，只核对文字。"

"$own/venv/bin/python" .ci/ofd/check.py ${sofd:+--sofd "$sofd"} "$@"
