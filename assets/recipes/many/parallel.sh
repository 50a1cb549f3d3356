#!/bin/sh
# 一台机器上每晚给许多个项目各生成一份预览稿，再做一张总览。装成 /usr/local/bin/highland-many，用法：
#
#   highland-many 文件夹 [同时几个]   含有 content/plan.yaml 的每个下级文件夹是一个项目；默认每个处理器一个，每个约占 0.5 GB 内存
#   highland-many --overview 文件夹   不生成预览，只做总览
#
# 总览写到“文件夹”里的 overview/。一个项目失败，不影响别的项目。
# 退出码：0 全部正常；1 有新的错误，或总览里有停了、没有生成、还没有预览的；2 有项目没有生成新的预览，或程序无法工作。
# 有 GNU parallel（Debian 的软件包名 parallel）就用它，每个项目何时开始、用了几秒记在 overview/joblog；没有的用 xargs，只少这份记录。
# moreutils 里同名的 parallel 是另一个程序，不用。
set -u

usage() {
  echo "用法：highland-many 文件夹 [同时几个] 或 highland-many --overview 文件夹" >&2
  exit 2
}

# 一个项目的一晚，由下面的 parallel 或 xargs 调用。说的话攒在一起再印，几个项目的不会混。
if [ "${1-}" = --one ]; then
  code=0
  out=$(nice -n 10 highland nightly -C "$2" --keep 30 --wait 600 2>&1) || code=$?
  printf '%s\n' "$code" >>"$HIGHLAND_CODES"
  printf '== %s（退出码 %s）==\n%s\n' "${2##*/}" "$code" "$out"
  # 大于 2 的是被强行结束的；255 会让 xargs 整个停下。
  if [ "$code" -gt 2 ]; then code=2; fi
  exit "$code"
fi

only=
if [ "${1-}" = --overview ]; then
  only=yes
  shift
fi
if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
root=$(CDPATH='' cd -- "$1" && pwd) || exit 2
jobs=${2:-$(nproc)}
case $jobs in '' | 0* | *[!0-9]*) usage ;; esac

set --
for plan in "$root"/*/content/plan.yaml; do
  if [ -f "$plan" ]; then set -- "$@" "${plan%/content/plan.yaml}"; fi
done
if [ $# -eq 0 ]; then
  echo "「$root」的下级文件夹里都没有 content/plan.yaml。" >&2
  exit 2
fi
mkdir -p "$root/overview" || exit 2

code=0
if [ -z "$only" ]; then
  tmp=$(mktemp -d) || exit 2
  trap 'rm -rf "$tmp"' EXIT
  trap 'exit 2' INT TERM
  # highland 用户的主文件夹不可写，parallel 自己的文件也放在临时文件夹里。
  export HIGHLAND_CODES="$tmp/codes" PARALLEL_HOME="$tmp"
  : >"$HIGHLAND_CODES"
  if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
    printf '%s\0' "$@" | parallel --null --quote --jobs "$jobs" --halt never --joblog "$root/overview/joblog" sh "$0" --one
  else
    printf '%s\0' "$@" | xargs -0 -n 1 -P "$jobs" sh "$0" --one
  fi
  # 被强行结束的没有留下退出码，按没有生成算。
  good=$(grep -c '^[01]$' "$HIGHLAND_CODES")
  new=$(grep -c '^1$' "$HIGHLAND_CODES")
  echo "== 共 $# 个项目：生成预览 $good 个，其中有新的错误 $new 个；没有生成 $(($# - good)) 个 =="
  if [ "$new" -gt 0 ]; then code=1; fi
  if [ "$good" -lt $# ]; then code=2; fi
fi

overview=0
highland overview "$@" --to "$root/overview" --max-age 26 || overview=$?
if [ "$overview" -gt 2 ]; then overview=2; fi
if [ "$overview" -gt "$code" ]; then code=$overview; fi
exit "$code"
