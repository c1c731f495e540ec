// SPDX-License-Identifier: MIT
// Ties pages and panel to the server: waits for builds (server-sent events), fetches what is new.
"use strict";

(() => {
  const byId = id => document.getElementById(id);
  const status = byId("status"), select = byId("sheet");
  let sheet = "", events = null, source = null, shownState = "", version = 0, busy = false, again = false, haveFigures = 0;

  const query = more => "?" + new URLSearchParams({ sheet, ...more });
  const ask = async (what, more) => {
    const answer = await fetch(what + query(more));
    if (!answer.ok) throw new Error(what + " " + answer.status);
    return answer;
  };
  const json = async (what, more) => (await ask(what, more)).json();

  function say(words, kind) {
    status.textContent = words;
    status.className = kind || "";
  }

  function tell(state) {
    const warnings = state.messages.filter(m => m.severity === "warning").length;
    const changed = state.changed ? "已更新：" + state.changed : "已排好";
    if (state.failed) say("有错误，显示的是上一次排好的版面" + (state.changed ? "（改了 " + state.changed + "）" : ""), "failed");
    else say(changed + "　共" + state.pages + "页" + (warnings ? "，" + warnings + "条警告" : ""));
    status.title = "文件状态 " + state.state;
    Panel.messages(state.messages);
    Panel.setFigureCount(state.figures);
    if (state.failed) Panel.open("messages");
  }

  async function figures() {
    if (byId("figures").hidden || haveFigures === version) return;
    haveFigures = version;
    Panel.setFigures(await json("figures"));
  }

  // One build after the other; of those that come meanwhile only the last is shown.
  async function update() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const mine = sheet, state = await json("state");
      if (!state.failed || !shownState) {
        const pdf = await fetch("pdf" + query({ version: state.version }));
        if (pdf.ok && mine === sheet) {
          await Pages.show(new Uint8Array(await pdf.arrayBuffer()));
          shownState = state.state;
        }
      }
      if (mine === sheet) {
        version = state.version;
        tell(state);
        document.body.dataset.version = state.version;
        document.body.dataset.failed = state.failed;
        ask("seen", { version: state.version }).catch(() => {});
        figures();
        if (source && !byId("source").hidden) showSource(source);
      }
    } catch (error) {
      say("正在排版…");
    }
    busy = false;
    if (again) { again = false; update(); }
  }

  function listen() {
    if (events) events.close();
    events = new EventSource("events" + query());
    events.onmessage = () => update();
    events.onerror = () => say("与程序的连接断了；程序在终端里重新运行后，请打开新的地址", "lost");
    events.onopen = () => { if (status.className === "lost") update(); };
  }

  function choose(name) {
    sheet = name;
    shownState = "";
    version = haveFigures = 0;
    source = null;
    say("正在排版…");
    listen();
  }

  async function showSource(at) {
    source = at;
    try {
      Panel.source(await (await ask("source", { file: at.file })).text(), at);
      Panel.open("source");
    } catch (error) {
      say("这个文件的原文现在看不到");
    }
  }

  // A message leads to its source line, and to the place on the page where that line is printed.
  async function onMessage(message) {
    if (!message.file) return;
    await showSource(message);
    const place = await json("place", { file: message.file, line: message.line });
    if (place.page) { Pages.go(place.page, place.y); Pages.hit(place); }
  }

  async function onClick(page, x, y) {
    const place = await json("where", { page, x, y });
    if (!place.page) return;
    Pages.hit(place);
    showSource(place);
  }

  async function start() {
    const names = await (await fetch("sheets")).json();
    for (const name of names) {
      const option = document.createElement("option");
      option.value = name;
      option.textContent = name.split("/").pop();
      select.append(option);
    }
    Pages.listen(onClick, (page, pages, scale) => {
      if (document.activeElement !== byId("page")) byId("page").value = page;
      byId("pages").textContent = pages;
      byId("percent").textContent = Math.round(scale * 100) + "%";
    });
    Panel.listen(onMessage, f => { Pages.go(f.page, f.y); Pages.hit(f); });
    choose(names[0]);
  }

  select.addEventListener("change", () => choose(select.value));
  byId("larger").addEventListener("click", Pages.larger);
  byId("smaller").addEventListener("click", Pages.smaller);
  byId("width").addEventListener("click", Pages.fit);
  byId("page").addEventListener("change", event => { Pages.go(parseInt(event.target.value, 10) || 1, 0); event.target.blur(); });
  byId("tab-figures").addEventListener("click", () => setTimeout(figures));
  start();
})();
