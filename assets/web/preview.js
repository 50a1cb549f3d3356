// Shows what the server tells. Everything that people wrote goes into the page as text, never as markup.
"use strict";

const $ = id => document.getElementById(id);
const pages = $("pages");
const KEPT = 20;
let shown = { version: 0, pages: [] };
let changedPages = [];

/** An element with attributes and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

// ---- the reader's place ------------------------------------------------------------------------------------------

/** The page at the top of the view, and how much of it is above, as a share of its height. */
function place() {
  const top = pages.getBoundingClientRect().top;
  const all = [...pages.children];
  const at = Math.max(0, all.findIndex(page => page.getBoundingClientRect().bottom > top + 1));
  const box = all[at]?.getBoundingClientRect();
  return box ? { at, share: (top - box.top) / box.height, mark: all[at].dataset.mark } : { at: 0, share: 0 };
}

function go(at, share = 0) {
  const page = pages.children[Math.min(Math.max(at, 0), pages.children.length - 1)];
  if (!page) return;
  const box = page.getBoundingClientRect();
  pages.scrollTop += box.top - pages.getBoundingClientRect().top + share * box.height;
}

/** Where a page went: at its own mark, or as far from the nearest page that is still there as it was. */
function moved(before, after, at) {
  const places = new Map(after.map((mark, n) => [mark, n]));
  for (let away = 0; away < before.length; away++) {
    for (const near of [at - away, at + away]) {
      const found = places.get(before[near]);
      if (found !== undefined) return found + at - near;
    }
  }
  return at;
}

let kept = { at: 0, share: 0 };
let width = 0;
/** Notes where the reader is; not while the window changes, when what scrolls is the browser. */
function keep() {
  if (width && pages.clientWidth !== width) return;
  const { at, share } = place();
  kept = { at, share };
}

function remember() {
  keep();
  const { at, share } = kept;
  // One page at a time is a stop of the Tab key.
  [...pages.children].forEach((page, n) => { page.firstChild.tabIndex = n === at ? 0 : -1; });
  sessionStorage.setItem("place", JSON.stringify({ at, share }));
  if (document.activeElement !== $("at")) $("at").value = pages.children.length ? at + 1 : "";
}

// ---- pages --------------------------------------------------------------------------------------------------------

function drawPages(told) {
  const before = shown.pages.map(page => page.mark);
  const after = told.pages.map(page => page.mark);
  const reader = place();
  const first = before.length === 0;
  told.pages.forEach((page, n) => {
    const figure = pages.children[n] ?? pages.appendChild(sheet(n));
    if (figure.dataset.mark === page.mark) return;
    figure.dataset.mark = page.mark;
    figure.lastChild.textContent = `第 ${n + 1} 张${page.number ? `，页码 ${page.number}` : ""}`;
    const image = figure.firstChild;
    image.width = page.width;
    image.height = page.height;
    image.src = `page/${page.mark}.svg`;
  });
  while (pages.children.length > told.pages.length) pages.lastChild.remove();
  // A page that only moved, or got another number, did not change.
  const known = new Set(shown.pages.map(page => page.body));
  changedPages = first ? [] : told.pages.flatMap((page, n) => (known.has(page.body) ? [] : [n]));
  [...pages.children].forEach((figure, n) => figure.classList.toggle("changed", changedPages.includes(n)));
  $("of").textContent = `/ ${told.pages.length} 张`;
  if (first) {
    const then = JSON.parse(sessionStorage.getItem("place") ?? "null");
    const asked = /^#p(\d+)$/.exec(location.hash);
    if (asked) go(Number(asked[1]) - 1);
    else if (then) go(then.at, then.share);
  } else {
    go(moved(before, after, reader.at), reader.share);
  }
  width = pages.clientWidth;
  remember();
}

function sheet(n) {
  const image = el("img", {
    alt: `第 ${n + 1} 页`, title: "点一下，看写在哪个文件", loading: "lazy", decoding: "async", tabindex: -1, role: "button",
    "aria-label": `第 ${n + 1} 页，按回车列出这一页的出处`,
    onclick: event => {
      const box = image.getBoundingClientRect();
      ask(n, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
    },
    onkeydown: event => { if (event.key === "Enter") ask(n, {}); },
  });
  return el("figure", { class: "page", id: `p${n + 1}` }, image, el("figcaption"));
}

// ---- where something comes from --------------------------------------------------------------------------------------

async function ask(n, { x, y }) {
  const query = new URLSearchParams({ mark: pages.children[n].dataset.mark });
  if (x !== undefined) { query.set("x", x.toFixed(5)); query.set("y", y.toFixed(5)); }
  const answer = await fetch(`origin.json?${query}`).catch(() => null);
  if (answer === null) return lost();
  // The page was made again meanwhile.
  if (!answer.ok) return refresh();
  const found = await answer.json();
  const panel = $("origins");
  panel.replaceChildren(el("h2", {}, x === undefined ? `第 ${n + 1} 页的出处` : `第 ${n + 1} 页，所点之处`));
  if (!found.length) {
    panel.append(el("p", { class: "none" }, "这里没有找到出处：点到数字或文字上再试。标题、固定文字和由程序计算的数没有单独的出处。"));
  }
  for (const origin of found) {
    const where = `${origin.path}:${origin.line}`;
    panel.append(
      el("p", {}, el("strong", {}, origin.what), `　${origin.unit}`),
      el("p", { class: "place" }, `${origin.path} 第 ${origin.line} 行　`,
        el("button", { class: "link", type: "button", onclick: () => navigator.clipboard?.writeText(where) }, "复制位置")),
      el("pre", {}, ...origin.lines.map(([line, text]) =>
        el("span", { class: line === origin.line ? "here" : "line" }, `${String(line).padStart(4)} │ ${text}`))),
    );
  }
  select("origins");
}

// ---- panels ----------------------------------------------------------------------------------------------------------

function drawFindings(told) {
  const panel = $("findings");
  const open = new Map([...panel.querySelectorAll("details")].map(d => [d.dataset.unit, d.open]));
  const count = unit => unit.errors * 1000 + unit.warnings;
  const before = new Map((shown.units ?? []).map(unit => [unit.unit, count(unit)]));
  // What was closed stays closed, until there is something new in it.
  const news = unit => shown.version > 0 && count(unit) > (before.get(unit.unit) ?? 0);
  const opens = unit => (news(unit) || (shown.version === 0 && unit.errors > 0) ? true : open.get(unit.unit) ?? false);
  const isNew = found => shown.version > 0 && [...told.changes.appeared, ...told.changes.warned].some(text => text.endsWith(`：${found.message}`));
  const total = told.units.reduce((sum, unit) => sum + unit.findings.length, 0);
  $("count-findings").textContent = total || "";
  panel.replaceChildren(el("p", {}, told.summary));
  for (const unit of told.units) {
    const counts = [[unit.errors, "错误"], [unit.warnings, "警告"], [unit.hints, "提示"]];
    const words = counts.filter(([n]) => n).map(([n, word]) => `${n} ${word}`).join("，");
    panel.append(el("details", { "data-unit": unit.unit, open: opens(unit) },
      el("summary", {}, el("strong", {}, unit.unit), `　${words}`),
      ...unit.findings.map(found => el("div", { class: "finding" },
        el("p", {}, el("span", { class: `level ${found.level}` }, found.word), isNew(found) ? el("span", { class: "new" }, " 新") : null, ` ${found.message}`),
        el("p", { class: "place" }, found.place),
        found.help && el("p", {}, `改法：${found.help}`),
        el("details", { "data-unit": `${unit.unit}${found.place}${found.rule}`, open: open.get(`${unit.unit}${found.place}${found.rule}`) ?? found.level === "error" },
          el("summary", { title: found.rule }, "原文"), el("pre", {}, found.frame))))));
  }
}

function drawCockpit(told) {
  const panel = $("cockpit");
  if (!told.cockpit) return;
  const { rows, totals, deadline, days_left: left } = told.cockpit;
  const cell = (n, kind) => el("td", { class: n && kind ? `n ${kind}` : "n" }, String(n));
  const steps = told.cockpit.has_steps;
  const lights = row => (steps ? [cell(row.steps.red, "bad"), cell(row.steps.yellow, "warn")] : []);
  const cells = row => [cell(`${row.filled}/${row.owed}`), ...lights(row), cell(row.errors, "bad"), cell(row.warnings, "warn")];
  const days = left === null ? "" : left >= 0 ? `，还有 ${left} 天` : `，已过 ${-left} 天`;
  panel.replaceChildren(
    el("p", {}, deadline ? `报送截止 ${deadline}${days}。` : "没有设报送截止日。"),
    el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "单位"), el("th", { scope: "col" }, "状态"),
        ...["已报", ...(steps ? ["逾期", "将到期"] : []), "错误", "警告"].map(word => el("th", { class: "n", scope: "col" }, word)))),
      el("tbody", {}, ...rows.map(row => el("tr", {}, el("th", { scope: "row" }, row.unit), el("td", {}, told.states[row.unit] ?? ""), ...cells(row)))),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, `${totals.units} 个单位`), el("td", {}, `${totals.filed} 个已报`), ...cells(totals)))),
    ...rows.filter(row => row.due.length).map(row => el("details", { open: true },
      el("summary", {}, `${row.unit}：节点逾期 ${row.steps.red} 个，将到期 ${row.steps.yellow} 个`),
      el("ul", {}, ...row.due.map(s => el("li", {}, el("span", { class: s.days < 0 ? "level error" : "level warning" }, s.light),
        ` ${s.assignment} ${s.name}（时限 ${s.due}，${s.days < 0 ? `已过 ${-s.days} 天` : `还有 ${s.days} 天`}）${s.waits.length ? `；在等 ${s.waits.join("、")}` : ""}${s.held.length ? `；等它的有 ${s.held.join("、")}` : ""}`))))));
}

const words = line => (line === null ? "（没有）" : line.value ? `${line.value}，${line.status}` : line.status);

function drawChanges(told) {
  const { differences, texts, turned, appeared, mended, warned } = told.changes;
  const light = state => (state ? state.light : "（没有）");
  const count = differences.length + turned.length + texts.length + appeared.length + mended.length + warned.length;
  if (!told.files.length) return;
  $("count-changes").textContent = count || "";
  const panel = $("changes");
  panel.querySelector(".none")?.remove();
  const list = items => (items.length ? el("ul", {}, ...items.map(item => el("li", {}, ...item))) : null);
  panel.prepend(el("article", {},
    el("h2", {}, `${told.built.slice(-5)}　${told.files.length > 3 ? `${told.files.length} 个文件` : told.files.join("、")}`),
    told.stale ? el("p", { class: "none" }, told.stale) : null,
    !told.stale && !count ? el("p", { class: "none" }, "数值、状态和文字没有变化。") : null,
    list(appeared.map(text => [el("span", { class: "new" }, "新的错误"), `　${text}`])),
    list(warned.map(text => [el("span", { class: "new" }, "新的警告"), `　${text}`])),
    list(mended.map(text => ["改好的错误　", text])),
    list(turned.map(t => [`节点「${t.name}」：`, el("del", {}, light(t.before)), " → ", el("ins", {}, light(t.after))])),
    list(differences.map(d => [`${d.kind}「${d.name}」：`, el("del", {}, words(d.before)), " → ", el("ins", {}, words(d.after))])),
    list(texts.map(t => [`${t.unit}，${t.section}`, ...t.removed.map(s => el("div", {}, el("del", {}, s))), ...t.added.map(s => el("div", {}, el("ins", {}, s)))])),
    changedPages.length ? el("p", { class: "place" }, "变化的页：", ...changedPages.slice(0, 40).flatMap(n =>
      [el("button", { class: "link", type: "button", onclick: () => go(n) }, String(n + 1)), " "]),
      changedPages.length > 40 ? `等 ${changedPages.length} 页` : "") : null));
  while (panel.children.length > KEPT) panel.lastChild.remove();
}

function select(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const own = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", String(own));
    tab.tabIndex = own ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !own;
  }
  fold(false);
}

function fold(folded) {
  document.querySelector("aside").classList.toggle("folded", folded);
  $("fold").setAttribute("aria-expanded", String(!folded));
}

// ---- news ------------------------------------------------------------------------------------------------------------

function pill(kind, text) {
  $("pill").className = `pill ${kind}`;
  $("pill").textContent = text;
}

const key = told => `${told.run}-${told.version}`;

/** Says of what is shown whether it is new. */
function settled() {
  const stale = shown.stale !== null && shown.stale !== undefined;
  $("stale").hidden = !stale;
  $("stale").textContent = stale ? shown.stale : "";
  pages.classList.toggle("old", stale);
  pill(stale ? "old" : "fresh", stale ? "旧页面" : "最新");
}

/** The program has ended, or cannot be reached. */
function lost() {
  pill("gone", "连接中断");
  pages.classList.add("old");
  $("stale").hidden = false;
  $("stale").textContent = "预览程序已经停了或连不上，下面可能不是最新内容：重新运行 highland serve，这一页会自己接上。";
}

function draw(told) {
  if (told.version === 0) return pill("busy", "正在生成");
  if (key(told) === key(shown)) return settled();
  const stale = told.stale !== null;
  document.title = `${stale ? "（旧）" : ""}${told.title}`;
  $("title").textContent = told.year === null ? shown.title ?? told.title : `${told.title}　${told.year} 年度`;
  $("built").textContent = `${told.built ? `生成于 ${told.built}` : ""}${stale ? "" : `，用时 ${told.took} 毫秒`}${told.as_of ? `，截至 ${told.as_of}` : ""}`;
  drawPages(told);
  if (told.year !== null) { drawFindings(told); drawCockpit(told); }
  drawChanges(told);
  shown = told;
  settled();
  document.documentElement.dataset.version = told.version;
}

let asking = Promise.resolve();
function refresh() {
  asking = asking.then(async () => {
    const answer = await fetch("state.json");
    draw(await answer.json());
  }).catch(lost);
}

// A page that nobody looks at keeps no connection: a browser allows only a few.
let news = null;
function listen() {
  news?.close();
  news = null;
  if (document.hidden) return;
  news = new EventSource("events");
  news.addEventListener("message", event => { if (event.data !== key(shown)) refresh(); else settled(); });
  news.addEventListener("error", lost);
}
document.addEventListener("visibilitychange", listen);
listen();

// ---- keyboard --------------------------------------------------------------------------------------------------------

const tabs = [...document.querySelectorAll("[role=tab]")];
tabs.forEach((tab, n) => {
  tab.addEventListener("click", () => select(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(n + step + tabs.length) % tabs.length];
    select(next.getAttribute("aria-controls"));
    next.focus();
  });
});
$("fold").addEventListener("click", () => fold(!document.querySelector("aside").classList.contains("folded")));
$("jump").addEventListener("submit", event => {
  event.preventDefault();
  const at = Number($("at").value);
  if (at >= 1) go(at - 1);
  pages.focus();
  remember();
});
let timer = 0;
pages.addEventListener("scroll", () => { keep(); clearTimeout(timer); timer = setTimeout(remember, 100); });
// A window of another width has pages of another height; the reader stays where he is.
new ResizeObserver(() => { width = pages.clientWidth; go(kept.at, kept.share); }).observe(pages);
document.addEventListener("keydown", event => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = place().at;
  if (/^[1-4]$/.test(event.key)) {
    const name = tabs[Number(event.key) - 1].getAttribute("aria-controls");
    select(name);
    $(name).focus();
  }
  else if (event.key === "]") go(at + 1);
  else if (event.key === "[") go(place().share > 0.02 ? at : at - 1);
  else if (event.key.toLowerCase() === "n" && changedPages.length) go(changedPages.find(n => n > at) ?? changedPages[0]);
  else if (event.key === "Escape") { fold(true); pages.children[at]?.firstChild.focus({ preventScroll: true }); }
  else return;
  event.preventDefault();
});
if (matchMedia("(max-width: 60rem)").matches) fold(true);
