// The form: everything that people wrote goes into the page as text. What is saved is the file that the program reads.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
// Values are trees: {t: text}, {l: [tree]}, {m: [[key, tree]]} or null.
let values = data.values;

function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

// ---- values ----------------------------------------------------------------------------------------------------------

const under = (tree, key) => (tree && tree.m ? tree.m.find(pair => pair[0] === key) : undefined);
const at = (tree, key) => { const pair = under(tree, key); return pair ? pair[1] : null; };
function put(tree, key, value) {
  const pair = under(tree, key);
  if (pair) pair[1] = value; else tree.m.push([key, value]);
}
const nothing = tree => !tree || (tree.t !== undefined ? !tree.t.trim() : tree.l ? tree.l.every(nothing) : tree.m.every(pair => nothing(pair[1])));
const text = tree => (!tree ? "" : tree.t !== undefined ? tree.t : tree.l ? tree.l.map(text).join("\n") : "");

/** The mapping under a key, made if it is not there; a text alone goes under `first`. */
function mapping(tree, key, first) {
  let own = at(tree, key);
  if (!own || !own.m) {
    own = { m: own && own.t && first ? [[first, own]] : [] };
    put(tree, key, own);
  }
  return own;
}

// ---- writing -----------------------------------------------------------------------------------------------------------

const plain = /^[\p{L}\p{N}（《“][\p{L}\p{N}.%％（）《》“”、．\-]*$/u;
const scalar = own => (plain.test(own) && !/^(null|true|false|yes|no|on|off)$/i.test(own) ? own : JSON.stringify(own));

function lines(tree, indent) {
  const blanks = " ".repeat(indent);
  const out = [];
  for (const [key, value] of tree.m) {
    if (nothing(value)) continue;
    const head = `${blanks}${scalar(key)}:`;
    if (value.t !== undefined) out.push(...texts(head, value.t, indent + 2));
    else if (value.l) out.push(head, ...value.l.filter(item => !nothing(item)).flatMap(item => items(item, indent + 2)));
    else out.push(head, ...lines(value, indent + 2));
  }
  return out;
}

function texts(head, own, indent) {
  const clean = own.replace(/\r\n?/g, "\n").split("\n").map(line => line.trimEnd()).join("\n").trimEnd();
  if (!clean.includes("\n") || /^\s/.test(clean)) return [`${head} ${scalar(clean)}`];
  return [`${head} |`, ...clean.split("\n").map(line => (line ? " ".repeat(indent) + line : ""))];
}

function items(item, indent) {
  const blanks = " ".repeat(indent);
  if (item.t !== undefined) return [`${blanks}- ${scalar(item.t.trim())}`];
  const own = lines(item, indent + 2);
  own[0] = `${blanks}- ${own[0].trimStart()}`;
  return own;
}

/** The file as it is saved. */
function yaml() {
  const head = { m: [["单位", { t: data.unit }], ["年度", { t: String(data.year) }]] };
  const rest = { m: values.m.filter(([key]) => key !== "单位" && key !== "年度") };
  // What it was made with comes along, and what was typed, to be opened again.
  const kept = [`${data.mark} ${JSON.stringify(values)}`, `${data.before} ${JSON.stringify(JSON.parse($("data").textContent).values)}`];
  return [...kept, ...lines(head, 0), ...lines(rest, 0), ""].join("\n");
}

// ---- checks ------------------------------------------------------------------------------------------------------------

const figure = /^([+\-−－]?)((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)\s*([^\d\s]*)$/;
const width = own => own.trim().replace(/[０-９．％，－]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace("−", "-");

/** What is wrong with a text, as [grave, words]; null if nothing is. */
function wrong(field, own, entry) {
  const said = width(own);
  if (!said) return null;
  if (/^#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|#+)$/i.test(said)) return [true, "是电子表格的出错值：写本来的内容，没有的空着"];
  if (/(待补充|待填|待定|XX|××|……|TODO)/i.test(own) && field.kind !== "figure") return [false, "像是还没有写完"];
  if (field.kind === "figure") {
    const found = figure.exec(said);
    if (!found) return [true, "只写一个确定的数字，可带单位，例如 28、8.5%、12.5亿元；“约”“近”写到说明里"];
    if (/[０-９．，－]/.test(own)) return [true, "数字、小数点用半角"];
    const number = Number(found[2].replace(/[,，]/g, "")) * (found[1] && found[1] !== "+" ? -1 : 1);
    const unit = found[3];
    if (entry && entry.unit && unit && unit !== entry.unit && !["%", "万", "亿", `万${entry.unit}`, `亿${entry.unit}`].includes(unit)
      && !entry.unit.includes(unit)) return [false, `单位应为“${entry.unit}”`];
    if (entry && entry.last && field.first && !unit.startsWith("万") && !unit.startsWith("亿") && number) {
      const ratio = Math.abs(number / Number(entry.last));
      if (Number(entry.last) !== 0 && (ratio >= 10 || ratio <= 0.1)) return [false, `与上年的 ${entry.last} 相差十倍以上，请核对`];
    }
  }
  if (field.kind === "day") {
    const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(said);
    const day = found && new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
    if (!found || day.getUTCMonth() !== Number(found[2]) - 1) return [true, `日期写成 ${data.year}-06-20 的样子，并核对有没有这一天`];
  }
  if (field.kind === "when") {
    const found = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(said);
    const day = found && new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3] ?? 1)));
    if (found && day.getUTCMonth() !== Number(found[2]) - 1) return [true, "没有这个月或这一天，请核对"];
  }
  if (field.kind === "year" && !/^\d{4}年?$/.test(said)) return [true, "写四位的年份，如 2024"];
  return null;
}

let inputs = [], missing = [], faults = 0;
function look() {
  let bad = 0, filled = 0, owed = 0;
  missing = [];
  for (const { input, note, field, entry, owes, needs } of inputs) {
    let found = wrong(field, input.value, entry);
    if (!found && needs && !input.value.trim() && needs()) found = [true, "这里要写"];
    note.textContent = found ? found[1] : "";
    note.className = found ? (found[0] ? "bad" : "warn") : "";
    input.setAttribute("aria-invalid", String(Boolean(found && found[0])));
    bad += found && found[0] ? 1 : 0;
    if (owes) {
      owed += 1;
      if (input.value.trim()) filled += 1; else missing.push(entry.name);
    }
    faults = bad;
  }
  $("count").textContent = `应填 ${owed} 项，已填 ${filled} 项${bad ? `，${bad} 处要改` : ""}`;
}

// ---- the page ------------------------------------------------------------------------------------------------------------

let made = 0;
/** A field with its label; `read` and `write` go to the values. */
function control(field, own, write, more) {
  const id = `f${made += 1}`;
  const shape = { id, "aria-describedby": `${id}n`, spellcheck: "false", autocomplete: "off" };
  const input = field.kind === "word"
    ? el("select", shape, el("option", { value: "" }, "（没有填）"), ...field.words.map(word => el("option", { value: word }, word)),
      own && !field.words.includes(own) ? el("option", { value: own }, own) : null)
    : field.kind === "paragraphs" || field.kind === "texts" ? el("textarea", shape)
      // A line alone would swallow the line ends of what is pasted.
      : field.kind === "text" ? el("textarea", { ...shape, class: "one", rows: "1" }) : el("input", { ...shape, type: "text" });
  input.value = own;
  const note = el("span", { id: `${id}n` });
  input.addEventListener("input", () => { write(input.value); changed(); });
  inputs.push({ input, note, field, ...more });
  const label = el("label", { for: id }, field.key + (more && more.suffix ? `（${more.suffix}）` : ""));
  return el("div", { class: field.kind === "paragraphs" ? "long" : "" }, label, input, note);
}

const value = (field, own) => {
  const several = own.split("\n").map(line => line.trim()).filter(Boolean);
  return field.kind === "texts" && several.length > 1 ? { l: several.map(t => ({ t })) } : { t: own };
};

/** The fields of an entry that is a mapping. */
function fields(section, entry, tree, about) {
  const started = () => !nothing(tree());
  return el("div", { class: "fields" }, ...section.fields.map((field, n) => control(
    { ...field, first: n === 0 }, text(at(tree(), field.key)), own => put(tree(true), field.key, value(field, own)),
    { entry: about, owes: entry && n === 0, needs: field.needed ? started : null, suffix: n === 0 && about && about.unit ? about.unit : "" })));
}

/** Items that can be added and taken away. */
function listed(section, list, title) {
  const box = el("div", {});
  const draw = () => {
    const own = list();
    box.replaceChildren(...own.map((item, n) => el("div", { class: "row", role: "group", "aria-label": `${title} 第 ${n + 1} 条` },
      fields(section, false, () => item),
      el("button", { type: "button", onclick: () => { own.splice(n, 1); inputs = inputs.filter(i => !box.contains(i.input)); draw(); changed(); } }, `删去第 ${n + 1} 条`))),
    el("button", { type: "button", onclick: () => { list(true).push({ m: [] }); inputs = inputs.filter(i => !box.contains(i.input)); draw(); changed(); box.querySelectorAll(".row:last-of-type input, .row:last-of-type textarea")[0].focus(); } }, `添加一条${title}`));
  };
  draw();
  return box;
}

/** Entries under names that are chosen, such as years. */
function chosen(section, tree, title) {
  const rows = () => ((at(tree(), section.key) || {}).m || []);
  const box = el("div", {});
  const draw = () => {
    box.replaceChildren(...rows().map(([name]) => el("div", { class: "row", role: "group", "aria-label": `${title} ${name}` }, el("strong", {}, name),
      fields(section, false, make => (make ? mapping(mapping(tree(true), section.key), name, section.fields[0].key) : first(at(at(tree(), section.key), name), section)))) ),
    el("label", {}, `添加${title} `, el("select", { "aria-label": `添加${title}`, onchange: event => {
      if (event.target.value) { mapping(mapping(tree(true), section.key), event.target.value); inputs = inputs.filter(i => !box.contains(i.input)); draw(); changed(); }
    } }, el("option", { value: "" }, "（选）"), ...section.names.map(name => el("option", { value: name }, name)))));
  };
  draw();
  return box;
}

/** A text alone as the mapping it stands for. */
const first = (tree, section) => (tree && tree.t !== undefined ? { m: [[section.fields[0].key, tree]] } : tree);

function inner(section, name) {
  const tree = make => (make ? mapping(mapping(values, section.key), name, section.fields[0].key) : first(at(at(values, section.key), name), section));
  return section.inner.map(own => {
    const there = !nothing(at(tree(), own.key));
    const body = own.named ? chosen(own, tree, own.key) : listed(own, make => {
      const entry = tree(make);
      let list = at(entry, own.key);
      if (list && list.m) { list = { l: [list] }; put(tree(true), own.key, list); }
      if (!list || !list.l) { if (!make) return []; list = { l: [] }; put(entry, own.key, list); }
      return list.l;
    }, own.key);
    return el("details", { open: there }, el("summary", {}, own.key, el("span", { class: "about" }, `　${own.about}`)), body);
  });
}

function drawn(section, n) {
  const title = el("h2", { id: `s${n}` }, section.key);
  const about = el("p", { class: "about" }, section.about);
  if (section.kind === "head") {
    return [title, el("div", { class: "fields" }, ...section.fields.map(field => control(field, text(field.path.reduce(at, values)), own => {
      const tree = field.path.slice(0, -1).reduce((tree, key) => mapping(tree, key), values);
      put(tree, field.key, { t: own });
    }, {})))];
  }
  if (section.kind === "items") {
    return [title, about, listed(section, make => {
      let list = at(values, section.key);
      if (list && list.m) { list = { l: [list] }; put(values, section.key, list); }
      if (!list || !list.l) { if (!make) return []; list = { l: [] }; put(values, section.key, list); }
      return list.l;
    }, section.key)];
  }
  return [title, about, ...section.entries.map(entry => {
    const tree = make => (make ? mapping(mapping(values, section.key), entry.name, section.fields[0].key) : first(at(at(values, section.key), entry.name), section));
    return el("section", { class: "entry", "aria-label": entry.name }, el("h3", {}, entry.name), el("p", { class: "about" }, entry.about),
      fields(section, entry.owed, tree, entry), ...inner(section, entry.name));
  })];
}

function draw() {
  inputs = [];
  made = 0;
  $("form").replaceChildren(...data.sections.flatMap(drawn));
  $("nav").replaceChildren(...data.sections.map((section, n) => el("li", {}, el("a", { href: `#s${n}` }, section.key))));
  look();
}

// ---- what was typed stays ------------------------------------------------------------------------------------------------

const place = `highland-form/${data.unit}/${data.year}/${data.stamp}`;
let timer = 0, dirty = false;
function changed() {
  dirty = true;
  look();
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}
function keep() {
  try { localStorage.setItem(place, JSON.stringify(values)); } catch (error) { $("kept").hidden = false; $("kept").textContent = "这个浏览器不让这一页记住内容：填完以前不要关，随时存盘。"; }
}
addEventListener("pagehide", () => { if (dirty) keep(); });

function restored() {
  let kept = null;
  try { kept = localStorage.getItem(place); } catch (error) { return; }
  if (!kept || kept === JSON.stringify(values)) return;
  values = JSON.parse(kept);
  $("kept").hidden = false;
  $("kept").replaceChildren("上次填到一半的内容已经带出来了。", el("button", { type: "button", onclick: () => {
    localStorage.removeItem(place); values = JSON.parse($("data").textContent).values; $("kept").hidden = true; draw();
  } }, "不要了，从发来的内容开始"));
}

// ---- saving and opening ----------------------------------------------------------------------------------------------------

$("save").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([yaml()], { type: "text/yaml;charset=utf-8" }));
  const link = el("a", { href: url, download: data.file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  dirty = false;
  keep();
  // It is saved whatever is wrong with it; that something is, is said.
  const names = missing.slice(0, 5).map(name => `“${name}”`).join("、") + (missing.length > 5 ? `等 ${missing.length} 项` : "");
  const left = [missing.length ? `还没有填：${names}` : "", faults ? `${faults} 处标红的要改` : ""].filter(Boolean);
  $("kept").hidden = false;
  $("kept").textContent = left.length ? `已存盘。${left.join("；")}。改好再存一次，以最后一次的为准。` : "已存盘，交这个文件。";
});

$("open").addEventListener("change", async event => {
  const file = event.target.files[0];
  const own = file ? await file.text() : "";
  const kept = own.split("\n").find(line => line.startsWith(`${data.mark} `));
  $("kept").hidden = false;
  if (!kept) { $("kept").textContent = "这不是这一页存的文件。"; return; }
  values = JSON.parse(kept.slice(data.mark.length + 1));
  $("kept").textContent = `已打开 ${file.name}。`;
  dirty = true;
  draw();
});

restored();
draw();
