// What a page gains with JavaScript: search, citations that open in place, a comparison that can be
// sorted and filtered, and a state that stands in the address. Without it everything can be read.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const chinese = document.documentElement.lang.startsWith("zh");
  const home = document.body.dataset.top;

  // --- the state of a page, behind the # of its address -------------------------------------

  const readState = () => {
    const text = location.hash.slice(1);
    return new URLSearchParams(text.includes("=") ? text : "");
  };
  const writeState = (changes, kept = false) => {
    const state = readState();
    for (const [key, value] of Object.entries(changes)) {
      if (value) state.set(key, value);
      else state.delete(key);
    }
    const written = state.toString();
    const address = written ? `#${written}` : location.pathname.split("/").pop();
    if (kept) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    passOn(written);
  };
  // Links to the same page in the other language keep the state, those to another day all else.
  const passOn = (written) => {
    for (const link of all(".language a")) link.hash = written;
    for (const link of all(".days a")) link.hash = written.replace(/&?day=[^&]*/, "").replace(/^&/, "");
  };

  // --- the map -------------------------------------------------------------------------------

  const switches = all('.switch input[name="map"]');
  const table = one("#Comparison");
  const heads = table ? all("thead th", table) : [];
  const rows = table ? all("tbody tr", table) : [];
  const showMap = () => {
    const chosen = switches.find((input) => input.value === readState().get("map")) || switches[0];
    if (chosen) chosen.checked = true;
  };
  for (const input of switches) {
    input.addEventListener("change", () => writeState({ map: input === switches[0] ? "" : input.value }));
  }

  // --- the day that map and comparison are about: see datagov_cli/site/day_states.py ---------

  const slider = one(".slider");
  const dayInput = one("#Day");
  const days = slider ? [...slider.dataset.days.split(" "), ""] : [];  // The last one is now.
  let states = null;
  const wordsOf = (day) => (day
    ? new Intl.DateTimeFormat(chinese ? "zh-CN" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day))
    : slider.dataset.now);

  // Places of the page, as functions that fill them; without a piece with what they held at first.
  const contentPlace = (element) => {
    const first = [...element.childNodes];
    const range = document.createRange();
    return (piece) => {
      range.selectNodeContents(element);
      const nodes = piece === undefined ? first : range.createContextualFragment(piece).childNodes;
      element.replaceChildren(...nodes);
    };
  };
  const tilePlace = (tile) => {
    const [row, column, ...look] = tile.classList;
    const mark = one("b", tile);
    const meaning = one("b + .away", tile);
    const first = `${look.join(" ")}|${mark.textContent}|${meaning.textContent.trim()}`;
    return (piece = first) => {
      const [, shown, sign, said] = piece.match(/^([^|]*)\|([^|]*)\|(.*)$/s);
      tile.className = `${row} ${column} ${shown}`;
      mark.textContent = sign;
      meaning.textContent = ` ${said}`;
    };
  };
  const cellPlace = (cell) => {
    const kept = cell.classList.contains("k");
    const fill = contentPlace(cell);
    return (piece) => {
      const at = piece ? piece.indexOf("|") : -1;
      cell.classList.toggle("k", piece ? at > 0 : kept);
      fill(piece && piece.slice(at + 1));
    };
  };
  const orderPlace = (listed, column) => {
    const first = listed.map((row) => row.cells[column].dataset.o).join(" ");
    return (piece = first) => {
      piece.split(" ").forEach((order, at) => { listed[at].cells[column].dataset.o = order; });
    };
  };
  const placesOf = (read) => {
    const places = read.maps.flatMap((key) => {
      const figure = all(".map").find((each) => each.dataset.key === key);
      const parts = [one(".key tbody", figure), one(".notes", figure)];
      return [...all(".tiles li", figure).map(tilePlace), ...parts.map(contentPlace)];
    });
    if (!table) return places;
    const listed = read.provinces.map((id) => rows.find((row) => row.dataset.province === id));
    for (const row of listed) places.push(...[...row.cells].slice(1).map(cellPlace));
    places.push(...heads.map((_, column) => orderPlace(listed, column)));
    places.push(contentPlace(one("#Notes")), contentPlace(one("#Closing")));
    return places;
  };

  window.datagovDays = (read) => {
    let state = [];
    const of = read.days.map((changes) => {
      state = [...state];
      for (let at = 0; at < changes.length; at += 2) state[changes[at]] = changes[at + 1];
      return state;
    });
    const text = (piece) => read.pieces[piece].map((line) => read.lines[line]).join("\n");
    states = { of, text, maps: read.maps, places: placesOf(read), shown: [] };
    applyState();
  };
  const loadStates = () => {
    if (one("#States")) return;
    const script = document.createElement("script");
    script.id = "States";
    script.src = slider.dataset.states;
    script.addEventListener("error", () => { writeState({ day: "" }); applyState(); });
    document.head.append(script);
  };

  const showDay = () => {
    if (!slider) return;
    const found = days.indexOf(readState().get("day") || "");
    const chosen = found < 0 ? days.length - 1 : found;
    const waits = days[chosen] && !states;
    const words = `${wordsOf(days[chosen])}${waits ? " …" : ""}`;
    dayInput.value = chosen;
    dayInput.setAttribute("aria-valuetext", words);
    for (const place of all(".on-day")) place.textContent = words;
    for (const button of all("button", slider)) {
      button.setAttribute("aria-disabled", !(chosen + Number(button.dataset.step) in days));
    }
    if (waits) loadStates();
    if (!states) return;
    const state = states.of[chosen];
    states.places.forEach((fill, at) => {
      const piece = state && state[at];
      if (states.shown[at] !== piece) fill(state && states.text(piece));
      states.shown[at] = piece;
    });
    for (const input of switches) input.disabled = Boolean(state) && !states.maps.includes(input.value);
    const shown = switches.find((input) => input.checked && !input.disabled) || switches.find((input) => !input.disabled);
    if (shown) shown.checked = true;
  };
  if (slider) {
    slider.hidden = false;
    let last = 0;
    const choose = (chosen) => {
      if (!(chosen in days)) return;
      // A run of steps is one step back.
      const apart = Date.now() - last > 1500;
      last = Date.now();
      writeState({ day: days[chosen] }, apart);
      applyState();
    };
    dayInput.addEventListener("input", () => choose(Number(dayInput.value)));
    slider.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) choose(Number(dayInput.value) + Number(button.dataset.step));
    });
    slider.addEventListener("submit", (event) => event.preventDefault());
    for (const event of ["focusin", "pointerenter"]) slider.addEventListener(event, loadStates);
  }

  // --- the comparison ------------------------------------------------------------------------

  const filters = one(".filters");
  const place = (row, column) => {
    const order = row.cells[column].dataset.o;
    return order === "" || order === "None" ? Infinity : Number(order);
  };
  const unknownLast = (row, column) => Boolean(one(".unknown, .not-applicable", row.cells[column]));
  const sortRows = (key, reverse) => {
    const column = heads.findIndex((head) => head.dataset.key === key);
    for (const head of heads) head.removeAttribute("aria-sort");
    let sorted = [...rows].sort((a, b) => place(a, 0) - place(b, 0));
    if (column >= 0) {
      heads[column].setAttribute("aria-sort", reverse ? "descending" : "ascending");
      const turn = reverse ? -1 : 1;
      const compare = column === 0
        ? (a, b) => turn * a.dataset.name.localeCompare(b.dataset.name, chinese ? "zh" : "en")
        : (a, b) => unknownLast(a, column) - unknownLast(b, column) || turn * (place(a, column) - place(b, column));
      sorted = [...rows].sort(compare);
    }
    table.tBodies[0].append(...sorted);
  };
  const applyState = () => {
    showMap();
    showDay();
    if (!table) return;
    const state = readState();
    const sort = state.get("sort") || "";
    sortRows(sort.replace(/^-/, ""), sort.startsWith("-"));
    const name = fold(state.get("name") || "");
    filters.elements.name.value = state.get("name") || "";
    const chosen = [];
    for (const select of all("select", filters)) {
      const value = state.get(select.name) || "";
      select.value = value;
      if (select.selectedIndex < 0) select.value = "";
      if (select.value) chosen.push([heads.findIndex((head) => head.dataset.key === select.name), select.value]);
    }
    let shown = 0;
    for (const row of rows) {
      const fits = fold(row.dataset.name).includes(name)
        && chosen.every(([column, value]) => textOf(row.cells[column]) === value);
      row.hidden = !fits;
      shown += fits;
    }
    const status = one('[role="status"]', filters);
    status.textContent = status.dataset.text.replace("%s", shown);
  };
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const part of all(".aside, .marks", copy)) part.remove();
    return copy.textContent.trim();
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  if (table) {
    filters.hidden = false;
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        writeState({ sort: (down ? "-" : "") + head.dataset.key });
        applyState();
      });
    }
    filters.addEventListener("input", (event) => {
      writeState({ [event.target.name]: event.target.value });
      applyState();
    });
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => {
      const cleared = all("[name]", filters).map((field) => [field.name, ""]);
      writeState(Object.fromEntries(cleared));
      applyState();
    });
  }
  addEventListener("hashchange", applyState);
  applyState();
  if (readState().size) passOn(readState().toString());

  // --- citations -----------------------------------------------------------------------------

  const shown = document.createElement("div");
  shown.id = "Citation";
  shown.hidden = true;
  shown.setAttribute("role", "note");
  document.body.append(shown);
  let opener = null;
  let leaving = 0;
  const openCitation = (mark) => {
    clearTimeout(leaving);
    const source = document.getElementById(mark.hash.slice(1));
    if (!source || opener === mark) return;
    closeCitation();
    opener = mark;
    const at = document.createElement("p");
    at.className = "at";
    at.textContent = mark.textContent;
    const parts = [...source.cloneNode(true).childNodes];
    shown.replaceChildren(at, ...parts);
    const terms = mark.closest("[data-terms]");
    if (terms) {
      const said = document.createElement("p");
      said.textContent = `${document.body.dataset.termsLabel}${chinese ? "：" : ": "}${terms.dataset.terms}`;
      shown.append(said);
    }
    shown.hidden = false;
    mark.setAttribute("aria-describedby", "Citation");
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - shown.offsetWidth - 12);
    const below = box.bottom + shown.offsetHeight + 8 < innerHeight || box.top < shown.offsetHeight + 8;
    const topEdge = below ? box.bottom + 4 : box.top - shown.offsetHeight - 4;
    shown.style.left = `${Math.max(left, 8) + scrollX}px`;
    shown.style.top = `${topEdge + scrollY}px`;
  };
  const closeCitation = () => {
    if (opener) opener.removeAttribute("aria-describedby");
    opener = null;
    shown.hidden = true;
  };
  const leave = () => { leaving = setTimeout(closeCitation, 250); };
  const markAt = (event) => (event.target.closest ? event.target.closest("a.c") : null);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const mark = markAt(event);
    if (mark) openCitation(mark);
    else if (shown.contains(event.target)) clearTimeout(leaving);
    else if (opener && document.activeElement !== opener) { clearTimeout(leaving); leave(); }
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark) openCitation(mark);
    else if (!shown.contains(event.target)) closeCitation();
  });
  document.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (mark) {
      event.preventDefault();
      openCitation(mark);
    } else if (!shown.contains(event.target)) closeCitation();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { closeCitation(); closeHits(); }
    // From the mark into what it opens, and not past it.
    if (event.key === "Enter" && opener && event.target === opener) {
      event.preventDefault();
      const link = one("a", shown);
      if (link) link.focus();
    }
  });

  // --- search: see datagov_cli/queries/search ------------------------------------------------

  const box = one(".search");
  const input = one("#Query");
  const hits = one("#Hits");
  const MOST_HITS = 30;
  let index = null;
  const closeHits = () => { if (hits) hits.hidden = true; };
  const isHan = (text) => /^[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(text);
  const foldText = (text) => {
    const plain = text.normalize("NFKD").replace(/u\u0308/g, "ü").replace(/\p{Mn}/gu, "").toLowerCase();
    return index ? [...plain].map((sign) => index.simple.get(sign) || sign).join("") : plain;
  };
  const escapeText = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const GAP = "[^\\p{L}\\p{N}]{0,3}";

  window.datagovIndex = (read) => {
    const simple = new Map();
    const simplified = [...read.simplified];
    [...read.traditional].forEach((sign, at) => simple.set(sign, simplified[at]));
    index = { simple, entries: [], syllables: new Map(), initials: new Map() };
    for (const each of read.syllables.split(" ")) {
      const syllable = each.match(/^[a-zü]+/)[0];
      const signs = each.slice(syllable.length);
      index.syllables.set(syllable, signs);
      index.initials.set(syllable[0], (index.initials.get(syllable[0]) || "") + signs);
    }
    const whole = (text) => text.replace(/[\ue000-\uf8ff]/g, (code) => read.words[code.charCodeAt(0) - 0xe000]);
    const add = (title, about, address, around) => {
      const [zh, en] = title.map(whole);
      const both = en.startsWith(" ") || !en ? zh + en : en;
      index.entries.push({ shown: chinese ? zh : both, about, address: whole(address),
        title: foldText(`${zh}\n${both}`), around: foldText(whole(around)) });
    };
    const language = chinese ? 0 : 1;
    const pageOf = (id) => (id === "national" ? id : `provinces/${id}`);
    read.provinces.forEach(([id, short, en, zh]) => {
      add([`${zh}`, ` ${en}`], "", `${pageOf(id)}.html`, `${short} ${id}`);
    });
    for (const [at, kind, id, zh, en, ...parts] of read.records) {
      const [name, short, english, full] = read.provinces[at];
      const part = (parts[language] || 1) > 1 ? `_${parts[language]}` : "";
      const label = read.kinds[kind];
      add([zh, en], `${chinese ? short : english} · ${label[language]}`, `${pageOf(name)}${part}.html#${id}`,
        `${full} ${short} ${english} ${name} ${label.join(" ")}`);
    }
    for (const [id, zh, en] of read.sources) add([zh, en], read.source[language], `sources/${id}.html`, id);
    search();
  };

  const splitPinyin = (word) => {
    const ways = [];
    const walk = (start, found) => {
      if (ways.length >= 8) return;
      if (start === word.length) { ways.push(found); return; }
      for (let end = Math.min(start + 6, word.length); end > start; end -= 1) {
        const signs = index.syllables.get(word.slice(start, end));
        if (signs) walk(end, [...found, `[${signs}]`]);
      }
    };
    if (word.length <= 40 && /^[a-zü]+$/.test(word)) walk(0, []);
    return ways.map((way) => way.join(GAP));
  };
  const patternsOf = (unit) => {
    if (isHan(unit)) return [[1, new RegExp([...unit].map(escapeText).join(GAP), "gu")]];
    const start = `(?<![\\p{L}\\p{N}])${escapeText(unit)}`;
    const found = [[1, new RegExp(`${start}(?:es|s)?(?![\\p{L}\\p{N}])`, "gu")]];
    const plain = unit.replace(/ü/g, "v").replace(/([a-z]+)[1-5]/g, "$1");
    for (const way of splitPinyin(plain)) found.push([0.8, new RegExp(way, "gu")]);
    if (unit.length > 1) found.push([0.7, new RegExp(start, "gu")]);
    const initials = [...unit].map((letter) => index.initials.get(letter));
    if (unit.length > 1 && unit.length < 9 && initials.every(Boolean)) {
      found.push([0.3, new RegExp(initials.map((signs) => `[${signs}]`).join(GAP), "gu")]);
    }
    return found;
  };
  const unitsOf = (query) => (foldText(query).slice(0, 200).match(/[\p{L}\p{N}]+/gu) || [])
    .flatMap((word) => word.match(/[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+|[^\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu) || []);
  const scoreOf = (entry, patterns) => {
    let score = 0;
    let inTitle = false;
    for (const alternatives of patterns) {
      let best = 0;
      for (const [quality, pattern] of alternatives) {
        pattern.lastIndex = 0;
        if (pattern.test(entry.title)) { best = Math.max(best, quality); inTitle = true; }
        pattern.lastIndex = 0;
        if (pattern.test(entry.around)) best = Math.max(best, quality / 2);
      }
      if (!best) return 0;
      score += best;
    }
    return inTitle || !entry.about ? score / patterns.length + 8 / (40 + entry.title.length) : 0;
  };
  const search = () => {
    const query = input.value.trim();
    const status = one('[role="status"]', box);
    hits.replaceChildren();
    if (!query || !index) { closeHits(); status.textContent = ""; return; }
    const patterns = unitsOf(query).map(patternsOf);
    const found = patterns.length
      ? index.entries.map((entry) => [scoreOf(entry, patterns), entry]).filter(([score]) => score > 0)
      : [];
    found.sort((a, b) => b[0] - a[0]);
    for (const [, entry] of found.slice(0, MOST_HITS)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${home}${entry.address}`;
      link.append(entry.shown);
      if (entry.about) {
        const about = document.createElement("small");
        about.textContent = entry.about;
        link.append(about);
      }
      item.append(link);
      hits.append(item);
    }
    if (!found.length) {
      const item = document.createElement("li");
      item.textContent = input.dataset.none;
      hits.append(item);
    }
    status.textContent = found.length ? input.dataset.some.replace("%s", found.length) : input.dataset.none;
    hits.hidden = false;
  };
  if (box) {
    box.hidden = false;
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      const script = document.createElement("script");
      script.src = input.dataset.index;
      document.head.append(script);
    };
    input.addEventListener("focus", load);
    input.addEventListener("input", () => { load(); search(); });
    box.addEventListener("keydown", (event) => {
      const links = all("a", hits);
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
      else if (event.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : input).focus();
      else if (event.key === "Enter" && event.target === input && links.length) links[0].click();
      else return;
      event.preventDefault();
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) closeHits(); });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) closeHits();
    });
  }
})();
