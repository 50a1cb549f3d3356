// Shows what the server tells. Everything that people wrote goes into the page as text, never as markup.
"use strict";

const $ = id => document.getElementById(id);
const pages = $("pages");
const KEPT = 20;
let shown = { version: 0, pages: [] };
let changedPages = [];

/** The picture of a page. */
const picture = figure => figure.querySelector("img");

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
  [...pages.children].forEach((page, n) => { picture(page).tabIndex = n === at ? 0 : -1; });
  sessionStorage.setItem("place", JSON.stringify({ at, share }));
  if (document.activeElement !== $("at")) $("at").value = pages.children.length ? named(at) : "";
  $("of").textContent = pages.children.length ? `（第 ${at + 1} 张，共 ${pages.children.length} 张）` : "";
  drawHere(at, share);
}

/** What a page is called: the number printed on it, or its place. */
const named = n => shown.pages[n]?.number ?? `#${n + 1}`;

/** The page that is meant by a number as printed, or by `#` and its place; -1 if there is none. */
function meant(text) {
  const place = /^#(\d+)$/.exec(text);
  if (place) return place[1] >= 1 && place[1] <= shown.pages.length ? Number(place[1]) - 1 : -1;
  return shown.pages.findIndex(page => page.number?.toUpperCase() === text.toUpperCase());
}

/** Goes to a page, and to a line of it where lines are numbered. */
async function jump(text) {
  // Full-width digits and “第73页” are as good.
  const plain = text.normalize("NFKC").replace(/[第页张行\s]/g, "");
  const [page, line] = plain.split(":");
  const at = meant(page);
  const last = shown.pages.findLast(page => page.number)?.number;
  // It stays until the next page is asked for, wherever the reader is by then.
  $("nopage").textContent = "";
  if (at < 0) { $("nopage").textContent = `没有“${text.trim()}”这一页（正文到 ${last ?? "最后"} 页）`; return; }
  go(at);
  if (line) {
    const words = await pageWords(shown.pages[at].mark);
    // Lines are numbered in the margin: the outermost of the words that say so.
    const left = Math.min(...words.filter(([word]) => /^\d+$/.test(word.trim())).map(word => word[1][0]));
    const own = words.find(([word, edges]) => word.trim() === line && edges[0] < Math.min(left + 0.03, 0.2));
    if (own) go(at, Math.max(0, own[1][1] - 0.05));
    else { remember(); $("nopage").textContent = `这一页没有第 ${line} 行`; return; }
  }
  remember();
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
    const image = picture(figure);
    image.width = page.width;
    image.height = page.height;
    image.src = `page/${page.mark}.svg`;
    figure.querySelector("svg").replaceChildren();
  });
  while (pages.children.length > told.pages.length) pages.lastChild.remove();
  // A page that only moved, or got another number, did not change.
  const known = new Set(shown.pages.map(page => page.body));
  changedPages = first ? [] : told.pages.flatMap((page, n) => (known.has(page.body) ? [] : [n]));
  [...pages.children].forEach((figure, n) => figure.classList.toggle("changed", changedPages.includes(n)));
  if (first) {
    const then = JSON.parse(sessionStorage.getItem("place") ?? "null");
    const asked = /^#p(\d+)$/.exec(location.hash);
    if (asked) go(Number(asked[1]) - 1);
    else if (then) go(then.at, then.share);
  } else {
    go(moved(before, after, reader.at), reader.share);
  }
  width = pages.clientWidth;
}

const wordsOf = new Map();

/** The words of a page: text, left, top, right and bottom edge as shares of it. */
async function pageWords(mark) {
  const known = wordsOf.get(mark) ?? await fetch(`words/${mark}.json`).then(answer => answer.json());
  // The page was made again meanwhile.
  if (!known) return [];
  wordsOf.set(mark, known);
  return known;
}

/** Lays the words of a page over its picture, unseen, so that they can be selected, copied and found. */
function layWords(svg, words, { width, height }) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const make = (name, attributes, text = "") => {
    const element = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, typeof value === "number" ? value.toFixed(2) : value);
    element.textContent = text;
    return element;
  };
  const rows = [];
  for (const [text, [left, top, right, bottom]] of words) {
    if (!text.trim()) continue;
    const box = { text, x: left * width, y: top * height + (bottom - top) * height * 0.815, w: (right - left) * width, h: (bottom - top) * height / 1.08 };
    const row = rows.at(-1);
    const last = row?.at(-1);
    const goesOn = last && Math.abs(last.y - box.y) < 1 && box.x > last.x && box.x - last.x - last.w < last.h;
    if (goesOn) row.push(box); else rows.push([box]);
  }
  // Whoever drags over the blanks between lines and beside them still drags over text: every line reaches down to the next one,
  // and to the edges of the page where nothing else stands.
  const end = row => row.at(-1).x + row.at(-1).w;
  const bases = rows.map(row => row[0].y).sort((a, b) => a - b);
  for (const row of rows) {
    const [{ x, y, h }] = row;
    const next = bases.find(base => base > y + 1) ?? y;
    const size = Math.max(h, Math.min(next - y, 3 * h) / 1.2);
    const beside = rows.filter(other => other !== row && Math.abs(other[0].y - y) < h / 2);
    const line = svg.appendChild(make("text", {}));
    const put = (text, x, w) => line.append(make("tspan", { x, y, "font-size": size, textLength: w, lengthAdjust: "spacingAndGlyphs" }, text));
    if (x > 4 && beside.every(other => other[0].x > x)) put(" ", 0, x);
    for (const { text, x, w } of row) put(text, x, w);
    if (width - end(row) > 4 && beside.every(other => other[0].x < x)) put(" ", end(row), width - end(row));
  }
}

// What is copied has no blanks at the ends of its lines.
document.addEventListener("copy", event => {
  if (!getSelection().anchorNode?.parentElement?.closest(".words")) return;
  event.clipboardData.setData("text/plain", String(getSelection()).replace(/^[ \t]+|[ \t]+$/gm, ""));
  event.preventDefault();
});

/** Lays the words over every page that has none yet, those in view first. */
async function layAll() {
  const mine = shown;
  const at = place().at;
  const near = mine.pages.map((_, n) => n).sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  for (const n of near) {
    const page = mine.pages[n];
    const svg = pages.children[n]?.querySelector("svg");
    if (!svg || svg.childElementCount) continue;
    const words = await pageWords(page.mark).catch(() => []);
    if (shown !== mine) return;
    if (!svg.childElementCount) layWords(svg, words, page);
  }
  const kept = new Set(mine.pages.map(page => page.mark));
  for (const mark of wordsOf.keys()) if (!kept.has(mark)) wordsOf.delete(mark);
  document.documentElement.dataset.words = mine.version;
}

function sheet(n) {
  const image = el("img", {
    alt: `第 ${n + 1} 页`, title: "点一下，看写在哪个文件", loading: "lazy", decoding: "async", tabindex: -1, role: "button",
    "aria-label": `第 ${n + 1} 页，按回车列出这一页的出处`,
    onkeydown: event => { if (event.key === "Enter") ask(n, {}); },
  });
  const paper = el("div", {
    class: "paper",
    onclick: event => {
      // Who selects text does not ask where it is from.
      if (String(getSelection())) return;
      const box = image.getBoundingClientRect();
      ask(n, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
    },
  }, image, $("layer").content.firstElementChild.cloneNode(true));
  return el("figure", { class: "page", id: `p${n + 1}` }, paper, el("figcaption"));
}

// ---- where something comes from --------------------------------------------------------------------------------------

const sheetName = n => (shown.pages[n]?.number ? `第 ${shown.pages[n].number} 页` : `第 ${n + 1} 张`);

async function ask(n, { x, y }) {
  if (!mayLeave()) return;
  const query = new URLSearchParams({ mark: pages.children[n].dataset.mark });
  if (x !== undefined) { query.set("x", x.toFixed(5)); query.set("y", y.toFixed(5)); }
  const answer = await fetch(`origin.json?${query}`).catch(() => null);
  if (answer === null) return lost();
  // The page was made again meanwhile.
  if (!answer.ok) return refresh();
  const found = await answer.json();
  const panel = $("origins");
  panel.replaceChildren(el("h2", {}, x === undefined ? `${sheetName(n)}的出处` : `${sheetName(n)}，所点之处`));
  if (!found.length) {
    panel.append(el("p", { class: "none" }, "这里没有找到出处：点到数字或文字上再试。标题、固定文字和由程序计算的数没有单独的出处。"));
  }
  for (const origin of found) {
    const where = `${origin.path}:${origin.line}`;
    panel.append(
      el("p", {}, el("strong", {}, origin.what), `　${origin.unit}`),
      el("p", { class: "place" }, `${origin.path} 第 ${origin.line} 行　`,
        el("button", { class: "link", type: "button", onclick: () => navigator.clipboard?.writeText(where) }, "复制位置")),
    );
    const source = panel.appendChild(el("pre"));
    const redraw = () => source.replaceChildren(...origin.lines.map(([line, text]) =>
      el("span", { class: line === origin.line ? "here" : "line" }, `${String(line).padStart(4)} │ ${text}`)));
    redraw();
    panel.append(...[editForm(origin, redraw)].filter(Boolean));
    if (origin.proof) panel.append(el("h3", { class: "then" }, "评价过程"), el("pre", { class: "proof" }, origin.proof));
    if (origin.history.length) {
      panel.append(el("h3", { class: "then" }, "各年的值"), el("ul", {}, ...origin.history.map(past => el("li", {},
        el("strong", {}, `${past.year} 年　${past.value ?? "未报"}`), el("div", { class: "place" }, `${past.path} 第 ${past.line} 行`),
        ...past.told.map(text => el("div", {}, text))))));
    }
  }
  select("origins");
}

// ---- panels ----------------------------------------------------------------------------------------------------------

function drawFindings(told) {
  const panel = $("list");
  const open = new Map([...panel.querySelectorAll("details")].map(d => [d.dataset.unit, d.open]));
  const count = unit => unit.errors * 1000 + unit.warnings;
  const before = new Map((shown.units ?? []).map(unit => [unit.unit, count(unit)]));
  // What was closed stays closed, until there is something new in it.
  const news = unit => shown.version > 0 && count(unit) > (before.get(unit.unit) ?? 0);
  const opens = unit => (news(unit) || (shown.version === 0 && unit.errors > 0) ? true : open.get(unit.unit) ?? false);
  const isNew = found => shown.version > 0 && [...told.changes.appeared, ...told.changes.warned].some(text => text.endsWith(`：${found.message}`));
  const total = told.units.reduce((sum, unit) => sum + unit.findings.length, 0);
  $("count-findings").textContent = total || "";
  $("summary").textContent = told.summary;
  const names = told.units.map(unit => unit.unit);
  const asked = $("unit").value;
  $("unit").replaceChildren(el("option", { value: "" }, "全部"), ...names.map(name => el("option", { value: name, selected: name === asked }, name)));
  const level = $("level").value, own = $("unit").value;
  const chosen = told.units.filter(unit => !own || unit.unit === own)
    .map(unit => ({ ...unit, findings: unit.findings.filter(found => !level || found.level === level) }))
    .filter(unit => unit.findings.length);
  const left = chosen.reduce((sum, unit) => sum + unit.findings.length, 0);
  $("left").textContent = level || own ? `${left} / ${total} 个` : "";
  $("list").replaceChildren();
  for (const unit of chosen) {
    const counts = [[unit.errors, "错误"], [unit.warnings, "警告"], [unit.hints, "提示"]];
    const words = counts.filter(([n]) => n).map(([n, word]) => `${n} ${word}`).join("，");
    $("list").append(el("details", { "data-unit": unit.unit, open: level || own ? true : opens(unit) },
      el("summary", {}, el("strong", {}, unit.unit), `　${words}`),
      ...unit.findings.map(found => el("div", { class: "finding" },
        el("p", {}, el("span", { class: `level ${found.level}` }, found.word), isNew(found) ? el("span", { class: "new" }, " 新") : null, ` ${found.message}`),
        el("p", { class: "place" }, found.place),
        found.help && el("p", {}, `改法：${found.help}`),
        el("details", { "data-unit": `${unit.unit}${found.place}${found.rule}`, open: open.get(`${unit.unit}${found.place}${found.rule}`) ?? found.level === "error" },
          el("summary", { title: found.rule }, "原文"), el("pre", {}, found.frame))))));
  }
}
for (const id of ["level", "unit"]) $(id).addEventListener("change", () => { if (shown.version) drawFindings(shown); });
$("filter").addEventListener("submit", event => event.preventDefault());

// ---- outline ---------------------------------------------------------------------------------------------------------

function drawOutline(told) {
  const entry = ({ level, text, page, top }) => {
    const number = told.pages[page]?.number;
    return el("li", { class: `l${Math.min(level, 4)}` }, el("button", { class: "link", type: "button", onclick: () => { go(page, Math.max(0, top - 0.04)); remember(); } },
      text, el("span", { class: "n" }, number ?? `#${page + 1}`)));
  };
  $("outline").replaceChildren(told.headings.length ? el("ol", {}, ...told.headings.map(entry)) : el("p", { class: "none" }, "没有标题。"));
}

/** Marks the heading that the reader is under. */
function drawHere(at, share) {
  const all = shown.headings ?? [];
  const own = all.findLastIndex(heading => heading.page < at || (heading.page === at && heading.top <= share + 0.06));
  document.querySelectorAll("#outline li").forEach((item, n) => {
    if (n !== own) return item.removeAttribute("aria-current");
    if (!item.hasAttribute("aria-current") && !$("outline").contains(document.activeElement)) item.scrollIntoView({ block: "nearest" });
    item.setAttribute("aria-current", "location");
  });
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
  const panel = $("edits");
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
      [el("button", { class: "link", type: "button", onclick: () => go(n) }, told.pages[n]?.number ?? `#${n + 1}`), " "]),
      changedPages.length > 40 ? `等 ${changedPages.length} 页` : "") : null));
  while (panel.children.length > KEPT) panel.lastChild.remove();
}

/** The files as they are against the newest release. */
async function compareReleased() {
  const panel = $("compared");
  $("old").hidden = true;
  panel.replaceChildren(el("p", { class: "none", role: "status" }, "正在比较…"));
  const answer = await fetch("compared.json").catch(() => null);
  if (answer === null) { panel.replaceChildren(); return lost(); }
  if (!answer.ok) return panel.replaceChildren(el("p", { class: "none" }, await answer.text()));
  const told = await answer.json();
  if (told === null) return panel.replaceChildren(el("p", { class: "none" }, "这一年还没有发布过。"));
  const [name, found] = told;
  const item = own => el("li", {}, `${own.kind}「${own.name}」：`,
    ...own.before.map(text => el("div", {}, el("del", {}, text))), ...own.after.map(text => el("div", {}, el("ins", {}, text))));
  const units = found.units.map(own => el("details", { open: true }, el("summary", {}, el("strong", {}, own.unit), `　${own.items.length} 处`), el("ul", {}, ...own.items.map(item))));
  const files = Object.entries(found.files).map(([path, diff]) => el("details", {}, el("summary", {}, path), el("pre", {}, diff)));
  const list = (word, all) => (all.length ? el("p", {}, `${word}：${all.join("；")}`) : null);
  panel.replaceChildren(...[el("h2", {}, `${name} → 现在`),
    units.length || files.length ? null : el("p", { class: "none" }, "各单位的内容、方案和设置都没有变化。"),
    list("新的错误", found.appeared), list("新的警告", found.warned), ...units, ...files, ...found.left_out.map(text => el("p", { class: "none" }, text)), el("h2", {}, "打开以后的改动")].filter(Boolean));
}
$("compare").addEventListener("click", compareReleased);

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

// ---- on paper ---------------------------------------------------------------------------------------------------------

/** Printed, the window is the report: a sheet a page, each of its own size. */
function printAs(all) {
  const rules = document.styleSheets[0];
  while ([CSSRule.PAGE_RULE, CSSRule.MEDIA_RULE].includes(rules.cssRules[0]?.type)) rules.deleteRule(0);
  const sizes = new Set();
  all.forEach(({ width, height }, n) => {
    const size = `s${width}x${height}`;
    pages.children[n].dataset.size = size;
    if (sizes.has(size)) return;
    sizes.add(size);
    rules.insertRule(`@media print { .page[data-size="${size}"] { page: ${size}; height: ${height - 1}pt; } }`, 0);
    rules.insertRule(`@page ${size} { size: ${width}pt ${height}pt; margin: 0; }`, 0);
  });
}
/** Fetches the pictures of all pages, which a browser leaves until somebody looks at them. */
async function allPictures() {
  const all = [...pages.children].map(picture);
  for (const image of all) image.loading = "eager";
  await Promise.all(all.map(image => image.decode().catch(() => null)));
}

async function printReport() {
  pill("busy", "正在准备打印");
  await allPictures();
  settled();
  print();
}
$("print").addEventListener("click", printReport);

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
  const errors = (shown.units ?? []).reduce((sum, unit) => sum + unit.errors, 0);
  if (stale) pill("old", "旧页面");
  else if (errors) pill("bad", `最新，${errors} 个错误`);
  else pill("fresh", "最新");
  document.body.classList.toggle("bad", errors > 0);
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
  const errors = told.units.reduce((sum, unit) => sum + unit.errors, 0);
  document.title = `${stale ? "（旧）" : ""}${errors ? `（${errors} 个错误）` : ""}${told.title}`;
  $("title").textContent = told.year === null ? shown.title ?? told.title : `${told.title}　${told.year} 年度`;
  $("built").textContent = `${told.built ? `生成于 ${told.built}` : ""}${stale ? "" : `，用时 ${told.took} 毫秒`}${told.as_of ? `，截至 ${told.as_of}` : ""}`;
  drawPages(told);
  if (told.year !== null) { drawFindings(told); drawCockpit(told); }
  drawChanges(told);
  shown = told;
  drawOutline(told);
  if ($("compared").childElementCount) $("old").hidden = false;
  printAs(told.pages);
  settled();
  remember();
  layAll();
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
  pages.focus();
  jump($("at").value);
});
let timer = 0;
pages.addEventListener("scroll", () => { keep(); clearTimeout(timer); timer = setTimeout(remember, 100); });
// A window of another width has pages of another height; the reader stays where he is.
new ResizeObserver(() => { width = pages.clientWidth; go(kept.at, kept.share); }).observe(pages);
document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p") {
    event.preventDefault();
    printReport();
    return;
  }
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = place().at;
  if (/^[1-5]$/.test(event.key)) {
    const name = tabs[Number(event.key) - 1].getAttribute("aria-controls");
    select(name);
    $(name).focus();
  }
  else if (event.key === "]") go(at + 1);
  else if (event.key === "[") go(place().share > 0.02 ? at : at - 1);
  else if (event.key.toLowerCase() === "n" && changedPages.length) go(changedPages.find(n => n > at) ?? changedPages[0]);
  else if (event.key === "Escape") { fold(true); pages.children[at] && picture(pages.children[at]).focus({ preventScroll: true }); }
  else return;
  event.preventDefault();
});
if (matchMedia("(max-width: 60rem)").matches) fold(true);
