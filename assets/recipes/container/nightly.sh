#!/bin/sh
# 启动时生成一份预览，以后每天北京时间 2:30（世界时 18:30）一份。用法：highland-nightly 项目文件夹
# 一次失败不退出：状态由 HEALTHCHECK 显示，原因在 docker logs 里。
set -u
trap 'exit 0' TERM INT

while :; do
  code=0
  highland nightly -C "$1" --wait 600 || code=$?
  echo "退出码 $code"
  now=$(date +%s)
  sleep $(((66600 + 86400 - now % 86400 - 1) % 86400 + 1)) &
  wait $!
done
