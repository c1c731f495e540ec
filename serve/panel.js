// SPDX-License-Identifier: MIT
// Beside the pages: what the build says, the key figures, and the source of what was clicked on.
"use strict";

const Panel = (() => {
  const byId = id => document.getElementById(id);
  const names = ["messages", "figures", "source"];
  const kinds = { error: "错误", warning: "警告", note: "说明" };
  let onPlace = () => {}, onFigure = () => {}, figures = [];

  function open(name) {
    for (const n of names) {
      byId(n).hidden = n !== name;
      byId("tab-" + n).setAttribute("aria-selected", String(n === name));
    }
  }

  function text(kind, words, name) {
    const e = document.createElement(kind);
    e.textContent = words;
    if (name) e.className = name;
    return e;
  }

  function place(message) {
    if (!message.file) return "整期";
    return message.name + (message.line ? " 第" + message.line + "行" : "") + (message.column ? " 第" + message.column + "字" : "");
  }

  function messages(list) {
    const order = { error: 0, warning: 1, note: 2 };
    const sorted = list.map((m, i) => [m, i]).sort(([a, i], [b, j]) => (a.severity === "error" ? 0 : 1) - (b.severity === "error" ? 0 : 1) || i - j);
    byId("message-count").textContent = list.length || "";
    byId("messages").replaceChildren(...sorted.map(([m]) => {
      const b = document.createElement("button");
      b.className = "message " + m.severity;
      b.dataset.order = order[m.severity];
      b.append(text("b", place(m)), text("span", kinds[m.severity], "kind"), text("span", m.text));
      b.addEventListener("click", () => onPlace(m));
      return b;
    }));
    if (!list.length) byId("messages").append(text("p", "没有要提示的。", "quiet"));
  }

  function articleRow(headline) {
    const tr = document.createElement("tr"), td = text("td", headline, "article");
    td.colSpan = 4;
    tr.append(td);
    return tr;
  }

  function row(f) {
    const tr = document.createElement("tr"), label = text("td", f.label);
    if (f.about) label.append(text("span", f.about, "about"));
    tr.append(label, text("td", f.value, "number"), text("td", f.unit), text("td", f.page ? String(f.page) : "", "number"));
    tr.title = f.text;
    if (f.page) {
      tr.className = "placed";
      tr.tabIndex = 0;
      tr.addEventListener("click", () => onFigure(f));
      tr.addEventListener("keydown", event => { if (event.key === "Enter") onFigure(f); });
    }
    return tr;
  }

  function showRows() {
    const wanted = byId("find").value.trim();
    const found = figures.filter(f => !wanted || (f.label + f.about + f.headline + f.value + f.unit).includes(wanted));
    byId("rows").replaceChildren(...found.flatMap((f, i) =>
      i && found[i - 1].headline === f.headline ? [row(f)] : [articleRow(f.headline), row(f)]));
  }

  function setFigures(list) {
    figures = list;
    showRows();
  }

  function setFigureCount(count) {
    byId("figure-count").textContent = count || "";
  }

  // A line of the source between its neighbours, with the character that is meant.
  function source(words, at) {
    const head = document.createElement("div"), list = document.createElement("ol");
    head.className = "where";
    list.className = "lines";
    if (at.headline) head.append(text("b", at.headline));
    head.append(text("span", at.file + (at.line ? "　第" + at.line + "行" : "")));
    const lines = words.split(/\r\n|\n|\r/), first = Math.max(1, at.line - 12), last = Math.min(lines.length, at.line + 24);
    for (let n = first; n <= last; n++) {
      const li = text("li", "");
      const characters = Array.from(lines[n - 1]);
      li.dataset.line = n;
      if (n === at.line) li.className = "here";
      if (n === at.line && at.column && characters[at.column - 1]) {
        li.append(characters.slice(0, at.column - 1).join(""), text("mark", characters[at.column - 1]), characters.slice(at.column).join(""));
      } else {
        li.textContent = lines[n - 1];
      }
      list.append(li);
    }
    byId("source").replaceChildren(head, list);
    const here = list.querySelector(".here");
    if (here) here.scrollIntoView({ block: "center" });
  }

  for (const n of names) byId("tab-" + n).addEventListener("click", () => open(n));
  byId("find").addEventListener("input", showRows);

  return {
    open, messages, setFigures, setFigureCount, source,
    listen(p, f) { onPlace = p; onFigure = f; },
  };
})();
