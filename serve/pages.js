// SPDX-License-Identifier: MIT
// The pages: shown with pdf.js, drawn only when they come into view, and kept where the reader is
// when a new build comes. A new build is drawn beside the old one and takes its place page by page,
// so that nothing flickers.
"use strict";

const Pages = (() => {
  const view = document.getElementById("view");
  const points = 96 / 72; // CSS pixels in a point at 100 %
  let worker = null, document_ = null, sheets = [], sizes = [], scale = 1, fitted = true, generation = 0;
  let onClick = () => {}, onMove = () => {};

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

  async function draw(n, mine) {
    const sheet = sheets[n], key = generation + "@" + scale;
    if (!sheet || sheet.dataset.drawn === key || sheet.dataset.drawing === key) return;
    sheet.dataset.drawing = key;
    const page = await document_.getPage(n + 1);
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

  // All pages of a briefing are of one size, so the first tells it.
  async function show(bytes) {
    worker = worker || new pdfjsLib.PDFWorker();
    const fresh = await pdfjsLib.getDocument({ data: bytes, worker, isEvalSupported: false }).promise;
    const old = document_, first = await fresh.getPage(1), box = first.getViewport({ scale: 1 });
    const at = position(), empty = !sheets.length;
    document_ = fresh;
    generation++;
    sizes = Array.from({ length: fresh.numPages }, () => ({ width: box.width, height: box.height }));
    if (fitted) scale = fitScale();
    while (sheets.length > sizes.length) sheets.pop().remove();
    while (sheets.length < sizes.length) sheets.push(newSheet(sheets.length));
    sheets.forEach((sheet, n) => { size(sheet, n); sheet.querySelectorAll(".hit").forEach(h => h.remove()); });
    if (!empty) restore(at);
    const rest = await drawVisible();
    rest();
    if (old) old.destroy();
    onMove(position().page + 1, sizes.length, scale);
  }

  function zoom(to, fit) {
    const at = position();
    fitted = fit;
    scale = Math.max(0.3, Math.min(4, to));
    sheets.forEach(size);
    restore(at);
    drawVisible().then(rest => rest());
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
      if (!document_) return;
      drawVisible().then(rest => rest()).catch(() => {});
      onMove(position().page + 1, sizes.length, scale);
    });
  });
  window.addEventListener("resize", () => { if (document_) zoom(fitted ? fitScale() : scale, fitted); });

  return {
    show, go, hit,
    larger: () => zoom(scale * 1.2, false),
    smaller: () => zoom(scale / 1.2, false),
    fit: () => zoom(fitScale(), true),
    listen(click, move) { onClick = click; onMove = move; },
  };
})();
