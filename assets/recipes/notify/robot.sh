#!/bin/sh
# 把每夜预览的摘要发到群里：企业微信、钉钉、飞书的群机器人。用法：
#   highland nightly -C /srv/highland --link https://预览的地址 --notify "highland-robot /etc/highland/robot"
# /etc/highland/robot 里两行：第一行 wecom、dingtalk 或 feishu，第二行机器人的 Webhook 地址。地址等于密码：只让运行的用户读（chmod 600）。
# 钉钉的安全设置选“自定义关键词”，写“每夜预览”。企业微信一条最多 4096 字节，放不下的在整行处截断，写明还有，点链接看全部。
# 只想在有新的错误或没有生成时才发的，设环境变量 HIGHLAND_ROBOT=problems。要有 curl 和 python3。
set -eu

[ $# -eq 1 ] && [ -r "$1" ] || { echo "用法：highland-robot 文件；文件里第一行写机器人的种类，第二行写地址。" >&2; exit 2; }
if [ "${HIGHLAND_ROBOT:-always}" = problems ] && [ "${HIGHLAND_STATUS:-ok}" = ok ]; then exit 0; fi

kind=$(sed -n 1p "$1" | tr -d '\r')
# 地址不写在命令行上：别的用户看得到进程的参数。
body=$(mktemp)
config=$(mktemp)
trap 'rm -f "$body" "$config"' EXIT
printf 'url = "%s"\n' "$(sed -n 2p "$1" | tr -cd '[:alnum:]:/?&=._~%+-')" >"$config"
cat >"$body.md"
trap 'rm -f "$body" "$body.md" "$config"' EXIT

python3 - "$kind" "$body.md" >"$body" <<'PY'
import json, sys

kind, path = sys.argv[1:]
text = open(path, encoding="utf-8").read()
title = text.split("\n", 1)[0].lstrip("# ").strip()
most = {"wecom": 4096, "dingtalk": 18000, "feishu": 18000}.get(kind)
if most is None:
    sys.exit(f"不认识「{kind}」：第一行写 wecom、dingtalk 或 feishu。")
if len(text.encode()) > most:
    more = "\n\n（放不下了，还有的见预览首页）\n"
    lines, size, links = [], len(more.encode()), [line for line in text.split("\n") if "](" in line]
    size += sum(len(line.encode()) + 1 for line in links)
    for line in text.split("\n"):
        if line in links:
            continue
        size += len(line.encode()) + 1
        if size > most:
            break
        lines.append(line)
    text = "\n".join(lines) + more + "\n".join(links)
print(json.dumps({
    "wecom": {"msgtype": "markdown", "markdown": {"content": text}},
    "dingtalk": {"msgtype": "markdown", "markdown": {"title": title, "text": text}},
    "feishu": {"msg_type": "interactive", "card": {
        "header": {"title": {"tag": "plain_text", "content": title}},
        "elements": [{"tag": "markdown", "content": text.split("\n", 1)[-1]}],
    }},
}[kind], ensure_ascii=False))
PY

answer=$(curl --silent --show-error --fail --max-time 30 --retry 2 --config "$config" \
  --header 'Content-Type: application/json' --data-binary @"$body") || { echo "机器人没有收下。" >&2; exit 1; }
# 收下了的，企业微信和钉钉答 "errcode":0，飞书答 "code":0。
printf '%s' "$answer" | grep -Eq '"(errcode|code)" *: *0' || { echo "机器人没有收下：$answer" >&2; exit 1; }
