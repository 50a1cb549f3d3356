#!/usr/bin/env bash
# 从公开软件包收集并裁剪报告所用的五款字体，连同许可证一并写入 DIR，再按 SHA256SUMS 核对。
# 用法：make-fonts.sh DIR
# 需要：Debian 系统的 apt-get、dpkg，以及 npm、python3（含 pip）、sha256sum
#
#   仿宋   FandolFang-Regular.otf    GPL + 字体例外   Debian texlive-lang-chinese，原样
#   楷体   FandolKai-Regular.otf     GPL + 字体例外   Debian texlive-lang-chinese，原样
#   宋体   NotoSerifSC-Regular.otf   OFL 1.1          PyPI pylopdf-fonts-zh-cn 0.1.1，原样
#   小标宋 NotoSerifSC-Bold.ttf      OFL 1.1          npm @expo-google-fonts/noto-serif-sc 0.4.3，裁剪
#   黑体   NotoSansSC-Medium.ttf     OFL 1.1          npm @expo-google-fonts/noto-sans-sc 0.4.3，裁剪
set -euo pipefail
export LC_ALL=C.UTF-8 PYTHONUTF8=1 SOURCE_DATE_EPOCH=1704067200

here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:?用法：make-fonts.sh DIR}" && cd "$1" && pwd)
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
mkdir raw

# 一、收集 ------------------------------------------------------------------
apt-get update -qq || true
apt-get -o APT::Sandbox::User=root download -q texlive-lang-chinese
dpkg -x texlive-lang-chinese_*.deb deb
for face in FandolFang-Regular FandolKai-Regular; do
  cp "$(find deb -name "$face.otf" -print -quit)" raw/
done
doc=$(find deb -type d -path '*/doc/*/fandol' -print -quit)
if [ -f "$doc/COPYING.gz" ]; then gzip -dc "$doc/COPYING.gz"; else cat "$doc/COPYING"; fi > raw/Fandol-COPYING.txt
if [ -f "$doc/README.gz" ]; then gzip -dc "$doc/README.gz"; else cat "$doc/README"; fi > raw/Fandol-README.txt

python3 -m pip download -q --disable-pip-version-check --no-deps -d whl pylopdf-fonts-zh-cn==0.1.1
python3 - <<'P'
import glob, pathlib, zipfile
with zipfile.ZipFile(glob.glob("whl/*.whl")[0]) as z:
    name = next(n for n in z.namelist() if n.endswith("/NotoSerifSC-Regular.otf"))
    pathlib.Path("raw/NotoSerifSC-Regular.otf").write_bytes(z.read(name))
P

npm pack --silent @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
mkdir serif sans
tar -xzf expo-google-fonts-noto-serif-sc-0.4.3.tgz -C serif
tar -xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz -C sans
cp "$(find serif -name NotoSerifSC_700Bold.ttf -print -quit)" raw/NotoSerifSC-Bold.ttf
cp "$(find sans -name NotoSansSC_500Medium.ttf -print -quit)" raw/NotoSansSC-Medium.ttf

# OFL 全文取自字体包，前面补齐各字体文件自带的版权行
{
  printf '%s\n' \
    'Noto Serif SC: Copyright 2017-2024 Adobe (http://www.adobe.com/).' \
    'Noto Serif SC: Copyright 2012 Google Inc. All Rights Reserved.' \
    "Noto Sans SC: Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'." \
    'Noto is a trademark of Google Inc.' \
    'Source is a trademark of Adobe in the United States and/or other countries.' \
    ''
  sed -n '/^This Font Software is licensed/,$p' serif/package/LICENSE_FONT
} > raw/OFL.txt

# 原件核对：来源有变即停
(cd raw && sha256sum --quiet -c) <<'S'
d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9  FandolFang-Regular.otf
ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827  FandolKai-Regular.otf
e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3  NotoSerifSC-Regular.otf
b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a  NotoSansSC-Medium.ttf
9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6  NotoSerifSC-Bold.ttf
S

# 二、裁剪 ------------------------------------------------------------------
python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --no-deps --target py fonttools==4.68.0

# 字符：《通用规范汉字表》8105 字 + GB/T 2312 全部（汉字与符号）
python3 - "$here/tgh8105.txt" <<'P'
import pathlib, sys
chars = set("".join(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split()))
for hi in range(0xA1, 0xFF):
    for lo in range(0xA1, 0xFF):
        try:
            chars.add(bytes([hi, lo]).decode("gb2312"))
        except UnicodeDecodeError:
            pass
pathlib.Path("chars.txt").write_text("".join(sorted(chars)), encoding="utf-8")
P

# 另加：ASCII、拉丁文补充、希腊字母、常用标点、上下标、货币、字母式符号、数字形式、箭头、数学符号、
# 带圈字符、制表与几何图形、杂项符号、装饰符号、CJK 标点、假名、全角字符（以各字体实有为限）
ranges=20-7E,A0-FF,370-3FF,2010-2027,2030-205E,2070-209F,20A0-20CF,2100-214F,2150-218F,2190-21FF
ranges=$ranges,2200-22FF,2460-24FF,2500-25FF,2600-26FF,2700-27BF,3000-303F,3040-30FF,FF00-FFEF

for face in NotoSerifSC-Bold NotoSansSC-Medium; do
  PYTHONPATH=py python3 -m fontTools.subset "raw/$face.ttf" --output-file="$face.ttf" \
    --text-file=chars.txt --unicodes="$ranges" --layout-features='*' \
    --name-IDs='*' --name-languages='*' --notdef-outline --no-hinting --no-recalc-timestamp
  mv "$face.ttf" "raw/$face.ttf"
done

# 三、写出并核对 ------------------------------------------------------------
cp raw/* "$out/"
chmod 644 "$out"/*.otf "$out"/*.ttf "$out"/Fandol-*.txt "$out/OFL.txt"
if [ -f "$here/SHA256SUMS" ]; then (cd "$out" && sha256sum -c "$here/SHA256SUMS"); fi
