#!/bin/sh
# 把各单位交来的报送文件取到项目里，供夜里的预览使用。两种来源，写一种：
#   fetch.sh 项目文件夹 共享文件夹            例如 /srv/highland /mnt/报送
#   fetch.sh 项目文件夹 git [远程] [分支]     默认 origin、现在的分支
#
# 共享文件夹：里面的布局与 content/submissions/ 相同（2025/单位.yaml、2025/图片/…）。只取新的和改过的；
# 项目里有、共享文件夹里没有的，不删；项目里后来改过的（比共享文件夹里的新），不覆盖，列出来，退出码 1。
# git：只快进（--ff-only）；有没提交的改动、或分了叉，就什么都不动，退出码 1。
# 任何一步不成，原来的文件不动，夜里照原来的内容生成。
set -eu

usage() {
  sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
[ $# -ge 2 ] || usage
root=$1
[ -f "$root/content/plan.yaml" ] || { echo "「$root」里没有 content/plan.yaml，不是项目文件夹。" >&2; exit 2; }

if [ "$2" = git ]; then
  remote=${3:-origin}
  branch=${4:-$(git -C "$root" symbolic-ref --short HEAD)}
  if [ -n "$(git -C "$root" status --porcelain --untracked-files=no)" ]; then
    echo "项目里有没提交的改动，没有取：先提交，或用 git stash 收起。" >&2
    exit 1
  fi
  git -C "$root" fetch -q "$remote" "$branch" || { echo "取不到 $remote 的 $branch，项目没有改动。" >&2; exit 1; }
  git -C "$root" merge -q --ff-only FETCH_HEAD || { echo "两边各有新的提交，不能快进，没有取：请人来合并。" >&2; exit 1; }
  echo "项目现在是 $(git -C "$root" log -1 --format='%h %s')"
  exit 0
fi

from=$2
[ -d "$from" ] || { echo "没有「$from」这个文件夹，或没有挂上，没有取。" >&2; exit 1; }
to=$root/content/submissions
code=0
taken=0
list=$(mktemp)
trap 'rm -f "$list"' EXIT
# 只取一年一个文件夹里的报送文件和图片；链接不取。
find "$from" -type f \( -path "$from/[0-9][0-9][0-9][0-9]/*.yaml" -o -path "$from/[0-9][0-9][0-9][0-9]/*/*" \) ! -name '.*' ! -name '~*' >"$list"
while IFS= read -r file; do
  name=${file#"$from"/}
  there=$to/$name
  if [ -e "$there" ]; then
    cmp -s "$file" "$there" && continue
    # 两边都改过：项目里的比交来的新，就不覆盖。
    if [ -n "$(find "$there" -newer "$file")" ]; then
      echo "没有覆盖 $name：项目里的比交来的新，请人来看用哪一份。" >&2
      code=1
      continue
    fi
  fi
  mkdir -p "${there%/*}"
  # 先写在旁边再改名：半个文件不会进项目。
  cp -p "$file" "$there.new" && mv -f "$there.new" "$there"
  echo "取来 $name"
  taken=$((taken + 1))
done <"$list"
echo "共取来 $taken 个文件"
exit "$code"
