// SPDX-License-Identifier: MIT
// Ties pages and panel to the server: waits for builds (server-sent events), fetches what is new.
"use strict";

(() => {
  const byId = id => document.getElementById(id);
  const status = byId("status"), select = byId("sheet");
  let sheet = "", events = null, source = null, shownState = "", version = 0, busy = false, again = 0, haveFigures = 0;

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

  const bytes = async (what, of) => {
    const answer = await fetch(what + of);
    return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
  };

  async function showPages(state, part) {
    const of = query({ version: state.version });
    await Pages.show(state.pages, part && { first: state.first, count: state.count, bytes: part },
      async () => await bytes("pdf", of) || Promise.reject(new Error("no pdf")));
    shownState = state.state;
  }

  // One build after the other; of those that come meanwhile only the last is shown. State and pages
  // are asked for at once.
  async function update(told) {
    if (busy) { again = told; return; }
    busy = true;
    try {
      const mine = sheet, asked = bytes("part", query({ version: told }));
      const state = await json("state"), part = await asked;
      if (state.pages && (!state.failed || !shownState) && mine === sheet)
        await showPages(state, state.version === told ? part : null);
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
    const next = again;
    again = 0;
    if (next) update(next);
  }

  function listen() {
    if (events) events.close();
    events = new EventSource("events" + query());
    events.onmessage = event => update(parseInt(event.data, 10));
    events.onerror = () => say("与程序的连接断了；程序在终端里重新运行后，请打开新的地址", "lost");
    events.onopen = () => { if (status.className === "lost") update(version); };
  }

  function choose(name) {
    sheet = name;
    shownState = "";
    version = haveFigures = 0;
    source = null;
    say("正在排版…");
    Pages.lookAgain();
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
    }, (page, count) => ask("look", { page, count }).catch(() => {}));
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
