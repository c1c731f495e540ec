// SPDX-License-Identifier: MIT
// The pages: shown with pdf.js, drawn only when they come into view, and kept where the reader is
// when a new build comes. A new build is drawn beside the old one and takes its place page by page,
// so that nothing flickers.
//
// Most of the time that pdf.js needs goes into fonts, whole ones though a page shows few of their
// glyphs. So a build brings the pages that are looked at as a file of their own, the part, and the
// whole file is loaded when another page is to be drawn, or when nothing has changed for a while.
// Each has a worker, so that no part waits for the whole file of the build before it. Until a page
// is drawn anew its old picture is pale.
"use strict";

const Pages = (() => {
  const view = document.getElementById("view");
  const points = 96 / 72; // CSS pixels in a point at 100 %
  const workers = {};
  let part = null, whole = null, fetchWhole = null, loadLater = 0, sheets = [], sizes = [], scale = 1, fitted = true, generation = 0;
  let onClick = () => {}, onMove = () => {}, onLook = () => {}, look = "";

  pdfjsLib.GlobalWorkerOptions.workerSrc = "pdf.worker.js";

  function element(kind, name) {
    const e = document.createElement(kind);
    if (name) e.className = name;
    return e;
  }

  function fitScale() {
    const width = sizes.length ? sizes[0].width : 595;
    return Math.max(0.3, Math.min(2.5, (view.clientWidth - 48) / (width * points)));
  }

  function size(sheet, n) {
    sheet.style.width = sizes[n].width * points * scale + "px";
    sheet.style.height = sizes[n].height * points * scale + "px";
  }

  function newSheet(n) {
    const sheet = element("div", "sheet");
    sheet.dataset.page = n + 1;
    sheet.addEventListener("click", event => {
      const box = sheet.getBoundingClientRect();
      const x = (event.clientX - box.left) / (points * scale), y = (event.clientY - box.top) / (points * scale);
      onClick(n + 1, Math.max(1, Math.round(x)), Math.max(1, Math.round(y)));
    });
    view.append(sheet);
    return sheet;
  }

  function nearView(sheet, margin) {
    const top = sheet.offsetTop - view.scrollTop;
    return top < view.clientHeight + margin && top + sheet.offsetHeight > -margin;
  }

  async function load(bytes, name) {
    workers[name] = workers[name] || new pdfjsLib.PDFWorker();
    return pdfjsLib.getDocument({ data: bytes, worker: workers[name], isEvalSupported: false }).promise;
  }

  async function pageOf(n) {
    if (part && n >= part.first && n < part.first + part.count) return part.document.getPage(n - part.first + 1);
    whole = whole || fetchWhole().then(bytes => load(bytes, "whole"));
    return (await whole).getPage(n + 1);
  }

  function forget(old) {
    if (old.part) old.part.document.destroy();
    if (old.whole) old.whole.then(document => document.destroy()).catch(() => {});
  }

  async function draw(n, mine) {
    const sheet = sheets[n], key = generation + "@" + scale;
    if (!sheet || sheet.dataset.drawn === key || sheet.dataset.drawing === key) return;
    sheet.dataset.drawing = key;
    const page = await pageOf(n);
    if (mine !== generation) return;
    const ratio = window.devicePixelRatio || 1;
    const viewport = page.getViewport({ scale: points * scale * ratio });
    const canvas = element("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvasContext: canvas.getContext("2d", { alpha: false }), viewport }).promise;
    if (mine !== generation || sheets[n] !== sheet || sheet.dataset.drawing !== key) return;
    sheet.querySelectorAll("canvas").forEach(old => old.remove());
    sheet.prepend(canvas);
    sheet.dataset.drawn = key;
    sheet.classList.remove("old");
  }

  async function drawVisible() {
    const mine = generation, wanted = [];
    for (let n = 0; n < sheets.length; n++) {
      if (nearView(sheets[n], 0)) wanted.unshift(draw(n, mine));
      else if (nearView(sheets[n], 900)) wanted.push(n);
      else if (!nearView(sheets[n], 6000) && sheets[n].dataset.drawn) {
        sheets[n].querySelectorAll("canvas").forEach(c => c.remove());
        delete sheets[n].dataset.drawn;
        delete sheets[n].dataset.drawing;
      }
    }
    await Promise.all(wanted.filter(w => typeof w !== "number"));
    return () => wanted.forEach(w => typeof w === "number" && draw(w, mine).catch(() => {}));
  }

  // Where the reader is: a page, and how far down in it.
  function position() {
    for (let n = 0; n < sheets.length; n++)
      if (sheets[n].offsetTop + sheets[n].offsetHeight > view.scrollTop + 20)
        return { page: n, part: (view.scrollTop - sheets[n].offsetTop) / sheets[n].offsetHeight, left: view.scrollLeft };
    return { page: 0, part: 0, left: 0 };
  }

  function restore(at) {
    const sheet = sheets[Math.min(at.page, sheets.length - 1)];
    if (!sheet) return;
    view.scrollTop = sheet.offsetTop + at.part * sheet.offsetHeight;
    view.scrollLeft = at.left;
  }

  // Tells which pages are in view.
  function tellLook() {
    const seen = sheets.map((sheet, n) => n).filter(n => nearView(sheets[n], 0));
    const now = seen.length ? seen[0] + 1 + "," + seen.length : look;
    if (now === look) return;
    look = now;
    onLook(seen[0] + 1, seen.length);
  }

  // Draws what is beside the view, which needs the whole file, at once or when all is quiet.
  function drawRest(rest, delay) {
    clearTimeout(loadLater);
    loadLater = setTimeout(rest, delay);
  }

  // A build of so many pages, of which `fresh` (or null) holds some. All pages of a briefing are of
  // one size, so any tells it.
  async function show(count, fresh, fetchAll) {
    const old = { part, whole };
    clearTimeout(loadLater);
    const next = fresh && { first: fresh.first, count: fresh.count, document: await load(fresh.bytes, "part") };
    const all = next ? null : fetchAll().then(bytes => load(bytes, "whole"));
    const box = (await (next ? next.document : await all).getPage(1)).getViewport({ scale: 1 });
    const at = position(), empty = !sheets.length;
    part = next;
    whole = all;
    fetchWhole = fetchAll;
    generation++;
    sizes = Array.from({ length: count }, () => ({ width: box.width, height: box.height }));
    if (fitted) scale = fitScale();
    while (sheets.length > sizes.length) sheets.pop().remove();
    while (sheets.length < sizes.length) sheets.push(newSheet(sheets.length));
    sheets.forEach((sheet, n) => { size(sheet, n); sheet.querySelectorAll(".hit").forEach(h => h.remove()); });
    if (!empty) restore(at);
    const rest = await drawVisible();
    drawRest(rest, 1500);
    sheets.forEach(sheet => sheet.classList.toggle("old", !(sheet.dataset.drawn || "").startsWith(generation + "@")));
    forget(old);
    tellLook();
    onMove(position().page + 1, sizes.length, scale);
  }

  function zoom(to, fit) {
    const at = position();
    fitted = fit;
    scale = Math.max(0.3, Math.min(4, to));
    sheets.forEach(size);
    restore(at);
    drawVisible().then(rest => drawRest(rest, 0));
    tellLook();
    onMove(at.page + 1, sizes.length, scale);
  }

  function hit(place) {
    view.querySelectorAll(".hit").forEach(h => h.remove());
    const sheet = sheets[place.page - 1];
    if (!sheet || !place.width) return;
    const mark = element("div", "hit");
    mark.style.left = place.x * points * scale + "px";
    mark.style.top = place.y * points * scale + "px";
    mark.style.width = place.width * points * scale + "px";
    mark.style.height = place.height * 1.15 * points * scale + "px";
    sheet.append(mark);
  }

  function go(page, y) {
    const sheet = sheets[page - 1];
    if (sheet) view.scrollTop = sheet.offsetTop + (y || 0) * points * scale - (y ? view.clientHeight / 3 : 8);
  }

  let waiting = false;
  view.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!generation) return;
      drawVisible().then(rest => drawRest(rest, 0)).catch(() => {});
      tellLook();
      onMove(position().page + 1, sizes.length, scale);
    });
  });
  window.addEventListener("resize", () => { if (generation) zoom(fitted ? fitScale() : scale, fitted); });

  return {
    show, go, hit,
    lookAgain: () => { look = ""; },
    larger: () => zoom(scale * 1.2, false),
    smaller: () => zoom(scale / 1.2, false),
    fit: () => zoom(fitScale(), true),
    listen(click, move, looked) { onClick = click; onMove = move; onLook = looked; },
  };
})();
