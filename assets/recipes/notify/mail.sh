#!/bin/sh
# 把每夜预览的摘要寄出去。用法（--link 让信里的链接点得开）：
#   highland nightly -C /srv/highland --link https://预览的地址 --notify "highland-mail 收件人@example.org"
# 用本机的 sendmail（postfix、msmtp 等都有这个命令），要有 python3。收件人可以写几个，用空格分开。
# 只想在有新的错误或没有生成时才寄的，设环境变量 HIGHLAND_MAIL=problems。
set -eu

[ $# -ge 1 ] || { echo "用法：highland-mail 收件人…" >&2; exit 2; }
if [ "${HIGHLAND_MAIL:-always}" = problems ] && [ "${HIGHLAND_STATUS:-ok}" = ok ]; then exit 0; fi

mail=$(mktemp)
trap 'rm -f "$mail"' EXIT
cat >"$mail"
python3 - "$mail" "$@" <<'PY'
import sys
from email.message import EmailMessage
from email.policy import SMTP

path, *to = sys.argv[1:]
text = open(path, encoding="utf-8").read()
mail = EmailMessage(policy=SMTP)
mail["To"] = ", ".join(to)
mail["Subject"] = text.split("\n", 1)[0].lstrip("# ").strip()
mail["Auto-Submitted"] = "auto-generated"
mail.set_content(text, cte="base64")
open(path, "wb").write(mail.as_bytes())
PY
"${SENDMAIL:-/usr/sbin/sendmail}" -i -- "$@" <"$mail"
