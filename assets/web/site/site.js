// 检索、表格的筛选和排序、复制。没有它，每一页照样能读。
"use strict";

const make = (tag, values = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};

// 汉字不分全角半角、大小写，长度不变，才能指出在原文的哪里。
const fold = text => Array.from(text, c => {
  const plain = c.normalize("NFKC").toLowerCase();
  return plain.length === c.length ? plain : c;
}).join("");

// ——— 检索 ———
const MOST = 60;
const snippet = (text, terms) => {
  const low = fold(text);
  const first = Math.min(...terms.map(term => low.indexOf(term)).filter(at => at >= 0));
  const from = Number.isFinite(first) ? Math.max(0, first - 40) : 0;
  const shown = text.slice(from, from + 160);
  return [from ? "…" : "", ...marked(shown, terms), from + 160 < text.length ? "…" : ""];
};
const marked = (text, terms) => {
  const low = fold(text);
  const parts = [];
  let at = 0;
  while (at < text.length) {
    let [next, length] = [text.length, 0];
    for (const term of terms) {
      const found = low.indexOf(term, at);
      if (found >= 0 && (found < next || (found === next && term.length > length))) [next, length] = [found, term.length];
    }
    parts.push(text.slice(at, next));
    if (length) parts.push(make("mark", { textContent: text.slice(next, next + length) }));
    at = next + length;
  }
  return parts;
};
const search = (index, asked) => {
  const terms = fold(asked).split(/\s+/).filter(Boolean);
  const found = [];
  index.forEach(([kind, title, address, text], order) => {
    const [head, body] = [fold(title), fold(text)];
    if (!terms.every(term => head.includes(term) || body.includes(term))) return;
    const inTitle = terms.filter(term => head.includes(term)).length;
    found.push({ kind, title, address, text, score: inTitle * 10 - (kind === "全文" ? 5 : 0), order });
  });
  found.sort((a, b) => b.score - a.score || a.order - b.order);
  return { terms, found };
};
const results = document.getElementById("results");
if (results) {
  const box = document.getElementById("q");
  const show = asked => {
    results.hidden = !asked.trim();
    if (results.hidden) return results.replaceChildren();
    const { terms, found } = search(window.highlandIndex || [], asked);
    const items = found.slice(0, MOST).map(own => make("li", {},
      make("span", { className: "kind", textContent: own.kind }),
      make("a", { href: own.address }, ...marked(own.title, terms)),
      make("p", {}, ...snippet(own.text, terms))));
    const many = found.length > MOST ? `，列出前 ${MOST} 条` : "";
    const told = found.length ? `“${asked.trim()}”：${found.length} 条${many}` : `没有找到“${asked.trim()}”，可以换短一点的词`;
    results.replaceChildren(make("h2", { textContent: told }), make("ol", {}, ...items));
  };
  box.value = new URLSearchParams(location.search).get("q") || "";
  show(box.value);
  box.addEventListener("input", () => show(box.value));
  box.form.addEventListener("submit", event => {
    event.preventDefault();
    show(box.value);
    try { history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`); } catch { /* 有的浏览器不许文件页改地址 */ }
  });
}
// ——— 表格：筛选、排序 ———
const key = cell => {
  const data = cell.querySelector("data");
  const text = (data ? data.value : cell.textContent).trim();
  const number = Number(text.replace(/[，,%＋+≥≤＞＜\s]/g, "").replace("−", "-"));
  return { text, number: text && Number.isFinite(number) ? number : null };
};
const compare = (a, b) => {
  if (a.number !== null && b.number !== null) return a.number - b.number;
  if ((a.number === null) !== (b.number === null)) return a.number === null ? 1 : -1;
  return a.text.localeCompare(b.text, "zh-CN", { numeric: true });
};
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(own => own.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map(row => [key(row.cells[column]), row]);
      keyed.sort(([a], [b]) => down ? compare(b, a) : compare(a, b));
      body.append(...keyed.map(([, row]) => row));
    });
  });
  if (rows.length < 8) continue;
  const words = [...new Set(rows.flatMap(row => {
    const last = [...row.querySelectorAll(".status:not([role])")].pop();
    return last ? [last.textContent.trim()] : [];
  }))];
  const count = make("span", { role: "status" });
  count.setAttribute("role", "status");
  const box = make("input", { type: "search", size: 12 });
  const choice = make("select", {}, new Option("全部", ""), ...words.map(word => new Option(word, word)));
  const filter = () => {
    const terms = fold(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const last = [...row.querySelectorAll(".status:not([role])")].pop();
      const low = fold(row.textContent);
      row.hidden = !(terms.every(term => low.includes(term)) && (!choice.value || (last && last.textContent.trim() === choice.value)));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = shown === rows.length ? `共 ${rows.length} 行` : `${shown} / ${rows.length} 行`;
  };
  box.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  const tools = make("div", { className: "tools" }, make("label", {}, "筛选", box));
  if (words.length > 1) tools.append(make("label", {}, "评价", choice));
  tools.append(count);
  (table.closest(".wide") || table).before(tools);
  filter();
}

// 不必左右移动的表，键盘不用停在上面。
for (const wide of document.querySelectorAll(".wide[tabindex]")) {
  if (wide.scrollWidth <= wide.clientWidth) wide.removeAttribute("tabindex");
}

// ——— 复制 ———
const copy = async (text, button) => {
  const before = button.textContent;
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const box = make("textarea", { value: text });
    document.body.append(box);
    box.select();
    done = document.execCommand("copy");
    box.remove();
  }
  button.textContent = done ? "已复制" : "没有复制成";
  setTimeout(() => { button.textContent = before; }, 1500);
};
const button = (words, text) => {
  const own = make("button", { type: "button", textContent: words });
  own.addEventListener("click", () => copy(text(), own));
  return own;
};
const title = document.querySelector("main h1");
if (title) {
  const tools = make("div", { className: "tools" }, button("复制链接", () => location.href));
  const lead = document.querySelector("main .lead");
  if (lead && lead.querySelector("data")) tools.append(button("复制数值", () => lead.textContent.trim()));
  const citation = document.getElementById("citation");
  if (citation) tools.append(button("复制引用", () => citation.textContent.trim()));
  (lead || title).after(tools);
}
for (const wide of document.querySelectorAll("main > .wide, main section > .wide, main .beside .wide, main .alone .wide")) {
  const table = wide.querySelector("table");
  const text = () => [...table.rows].filter(row => !row.hidden).map(row => [...row.cells].map(cell => key(cell).number === null ? cell.textContent.trim().replace(/\s+/g, " ") : key(cell).text).join("\t")).join("\n");
  const own = button("复制表格", text);
  const before = wide.previousElementSibling;
  if (before && before.classList.contains("tools") && before.querySelector("input")) before.append(own);
  else wide.before(make("div", { className: "tools" }, own));
}
