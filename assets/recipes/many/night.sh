#!/bin/sh
# 代码平台上一个单位的一晚，github/、gitea/、gitlab/ 的示例都用它。用法：night.sh 程序 项目文件夹 去处
# 即 highland nightly -C 项目文件夹 --keep 7，退出码相同；要上传的收在“去处”，要缓存的留在项目的 output/preview/。
set -u
previews=$2/output/preview

code=0
"$1" nightly -C "$2" --keep 7 || code=$?

mkdir -p "$3" || exit 2
for item in heartbeat.json digest.json digest.md latest; do
  if [ -e "$previews/$item" ]; then cp -RL "$previews/$item" "$3/" || code=2; fi
done

# 缓存有限，单位又多：以前的预览只留下用来比较的 preview.json。
if latest=$(readlink "$previews/latest"); then
  (cd "$previews" && find . -mindepth 2 -type f ! -path "./$latest/*" ! -name preview.json -delete)
fi
exit "$code"
