// Changes one value of a department's file from the page, where the server was started for it.
"use strict";

// The secret comes with the address that the server told when it was started, and stays with this window.
const told = /^#edit=([0-9a-f]+)$/.exec(location.hash);
if (told) {
  sessionStorage.setItem("edit", told[1]);
  history.replaceState(null, "", location.pathname);
}

/** Whether something was typed and not saved. */
const unsaved = () => [...document.querySelectorAll("form.edit")].some(form => form.elements.text.value !== form.dataset.before);

/** Whether what was typed may go: there is nothing, or nobody wants it. */
const mayLeave = () => !unsaved() || confirm("有改了还没有保存的内容，不要了吗？");

addEventListener("beforeunload", event => { if (unsaved() || drafts.size) event.preventDefault(); });

/** What was typed and refused, by its place: it is there again when the place is clicked again. */
const drafts = new Map();

/** SHA-256 of each file as this page knows it. */
const hashes = new Map();

/** The form that changes what a place comes from; nothing where the server changes no files. */
function editForm(origin, redraw) {
  const { path, edit } = origin;
  if (!edit) return null;
  if (edit.refused) return el("p", { class: "none" }, edit.refused);
  if (!sessionStorage.getItem("edit")) {
    return el("p", { class: "none" }, "要在这里改，请用启动 highland serve --edit 时显示的完整地址打开这一页。");
  }
  hashes.set(path, edit.hash);
  const box = edit.lines ? el("textarea", { name: "text", rows: Math.min(14, Math.max(3, edit.text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 26)), 0))) }) : el("input", { name: "text", autocomplete: "off" });
  box.value = edit.text;
  const answer = el("div", { role: "status", "aria-live": "polite" });
  const save = el("button", { type: "submit" }, "保存");
  const form = el("form", { class: "edit" }, el("label", {}, "改成 ", box), save, " ", answer);
  form.dataset.before = box.value;
  const say = (kind, ...lines) => answer.replaceChildren(...lines.map(line => el("p", { class: kind }, line)));
  const key = JSON.stringify([path, edit.steps]);
  async function send() {
    const before = edit.text, text = box.value;
    if (text === before) { drafts.delete(key); return say("none", "没有改动。"); }
    save.disabled = true;
    say("none", "正在保存…");
    const request = { path, steps: edit.steps, before, text, hash: hashes.get(path) };
    const reply = await fetch("edit", {
      method: "POST", body: JSON.stringify(request),
      headers: { "Content-Type": "application/json", "X-Highland-Edit": sessionStorage.getItem("edit") },
    }).catch(() => null);
    save.disabled = false;
    if (reply === null) { say("bad", "没有保存：预览程序已经停了或连不上。写的内容还在上面。"); return lost(); }
    if (!reply.ok) {
      drafts.set(key, text);
      form.dataset.before = text;
      return say("bad", await reply.text(), "写的内容没有丢，点过以后还在。");
    }
    const saved = await reply.json();
    Object.assign(edit, saved.edit, { lines: edit.lines });
    Object.assign(origin, { line: saved.line, lines: saved.lines });
    form.dataset.before = box.value = edit.text;
    hashes.set(path, edit.hash);
    drafts.delete(key);
    redraw();
    for (const title of document.querySelectorAll("#origins .then")) title.append("（保存以前的）"), title.classList.remove("then");
    say("none", `已保存到 ${path} 第 ${saved.line} 行，报告随后更新。`);
    answer.append(...saved.told.map(line => el("p", { class: "bad" }, line)));
    answer.append(el("button", { type: "button", class: "link", onclick: () => { box.value = before; send(); } }, "改回原来的"));
    box.focus();
  }
  const draft = drafts.get(key);
  if (draft !== undefined && draft !== edit.text) {
    box.value = draft;
    say("bad", `这是刚才没有保存的内容；文件里现在写的是：${edit.text || "（空）"}`);
  }
  form.addEventListener("submit", event => { event.preventDefault(); send(); });
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
  });
  return form;
}
