"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement, body = document.body, main = $("main");
  const isFolder = body.classList.contains("folder");
  const parts = [...document.querySelectorAll("script.part")];
  const homeTitle = document.title;

  const make = (tag, attributes, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...inside.filter((each) => each !== null && each !== undefined));
    return element;
  };

  const counted = (count) => count.toLocaleString("en");

  // What is packed: LZMA without a header (lc 4, lp 0, pb 0), in base 85 with "/" for "<".
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;/=>?@^_`{|}~";
  const VALUES = new Uint8Array(128);
  for (let at = 0; at < LETTERS.length; at++) VALUES[LETTERS.charCodeAt(at)] = at;

  const bytesOf = (text, from) => {
    const count = text.length - from, out = new Uint8Array(Math.ceil(count / 5) * 4);
    let at = 0;
    for (let start = from; start < text.length; start += 5) {
      let value = 0;
      for (let next = start; next < start + 5; next++) value = value * 85 + (next < text.length ? VALUES[text.charCodeAt(next)] : 84);
      out[at++] = value >>> 24; out[at++] = value >>> 16; out[at++] = value >>> 8; out[at++] = value;
    }
    return out;
  };

  // A coder of ranges over adaptive bits, as the LZMA specification has it.
  class Bits {
    constructor(data) {
      this.data = data;
      this.at = 5;
      this.range = 0xffffffff;
      this.code = ((data[1] << 24) | (data[2] << 16) | (data[3] << 8) | data[4]) >>> 0;
    }

    bit(chances, at) {
      const chance = chances[at], bound = (this.range >>> 11) * chance;
      let bit = 0;
      if (this.code < bound) {
        this.range = bound;
        chances[at] = chance + ((2048 - chance) >>> 5);
      } else {
        this.range -= bound;
        this.code -= bound;
        chances[at] = chance - (chance >>> 5);
        bit = 1;
      }
      if (this.range < 0x1000000) this.refill();
      return bit;
    }

    refill() {
      this.range = (this.range << 8) >>> 0;
      this.code = ((this.code << 8) | this.data[this.at++]) >>> 0;
    }

    even(count) {
      let value = 0;
      while (count--) {
        this.range >>>= 1;
        const bit = this.code >= this.range ? 1 : 0;
        if (bit) this.code -= this.range;
        if (this.range < 0x1000000) this.refill();
        value = (value * 2 + bit) >>> 0;
      }
      return value;
    }

    tree(chances, from, count) {
      let node = 1;
      for (let left = count; left; left--) node = (node << 1) | this.bit(chances, from + node);
      return node - (1 << count);
    }

    reversed(chances, from, count) {
      let node = 1, value = 0;
      for (let at = 0; at < count; at++) {
        const bit = this.bit(chances, from + node);
        node = (node << 1) | bit;
        value |= bit << at;
      }
      return value;
    }
  }

  const chances = (count) => new Uint16Array(count).fill(1024);
  const newLengths = () => ({ choice: chances(2), low: chances(8), middle: chances(8), high: chances(256) });
  const lengthOf = (bits, of) => {
    if (!bits.bit(of.choice, 0)) return bits.tree(of.low, 0, 3);
    return bits.bit(of.choice, 1) ? 16 + bits.tree(of.high, 0, 8) : 8 + bits.tree(of.middle, 0, 3);
  };

  const distanceOf = (bits, slots, specials, align, length) => {
    const slot = bits.tree(slots, Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1, base = ((2 | (slot & 1)) << count) >>> 0;
    if (slot < 14) return base + bits.reversed(specials, base - slot, count);
    return base + bits.even(count - 4) * 16 + bits.reversed(align, 0, 4);
  };

  const letterOf = (bits, letters, context, match) => {
    let node = 1;
    const from = context * 0x300;
    for (let bit = 0; match >= 0 && node < 0x100;) {
      const expected = (match >> 7) & 1;
      match = (match << 1) & 0xff;
      bit = bits.bit(letters, from + ((1 + expected) << 8) + node);
      node = (node << 1) | bit;
      if (bit !== expected) break;
    }
    while (node < 0x100) node = (node << 1) | bits.bit(letters, from + node);
    return node & 0xff;
  };

  const unpack = (packed) => {
    const text = packed.trim(), blank = text.indexOf(" "), out = new Uint8Array(+text.slice(0, blank));
    const bits = new Bits(bytesOf(text, blank + 1)), letters = chances(0x300 << 4);
    const isMatch = chances(12), isRep = chances(12), isRep0 = chances(12), isRep1 = chances(12), isRep2 = chances(12), isLong = chances(12);
    const slots = chances(256), specials = chances(128), align = chances(16), lengths = newLengths(), repLengths = newLengths();
    let at = 0, state = 0, r0 = 0, r1 = 0, r2 = 0, r3 = 0;
    while (at < out.length) {
      if (!bits.bit(isMatch, state)) {
        out[at] = letterOf(bits, letters, at ? out[at - 1] >> 4 : 0, state >= 7 ? out[at - r0 - 1] : -1);
        at++;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length;
      if (!bits.bit(isRep, state)) {
        r3 = r2; r2 = r1; r1 = r0;
        length = lengthOf(bits, lengths);
        r0 = distanceOf(bits, slots, specials, align, length);
        state = state < 7 ? 7 : 10;
      } else {
        if (!bits.bit(isRep0, state)) {
          if (!bits.bit(isLong, state)) {
            out[at] = out[at - r0 - 1];
            at++;
            state = state < 7 ? 9 : 11;
            continue;
          }
        } else if (!bits.bit(isRep1, state)) {
          [r0, r1] = [r1, r0];
        } else if (!bits.bit(isRep2, state)) {
          [r0, r1, r2] = [r2, r0, r1];
        } else {
          [r0, r1, r2, r3] = [r3, r0, r1, r2];
        }
        length = lengthOf(bits, repLengths);
        state = state < 7 ? 8 : 11;
      }
      for (let left = length + 2; left && at < out.length; left--, at++) out[at] = out[at - r0 - 1];
    }
    return new TextDecoder().decode(out);
  };

  // Which part holds a page, by its id.
  let homes = null;
  const homeOf = (id) => {
    if (!homes) {
      homes = new Map();
      for (const part of parts) {
        for (const number of part.dataset.names.split(" ")) homes.set("n" + number, part);
        for (const number of part.dataset.stories.split(" ")) homes.set("s" + number, part);
      }
    }
    const article = /^a(\d+)(?:-|$)/.exec(id), name = /^(person|organisation|place|story)-(\d+)$/.exec(id);
    if (article) return parts.find((part) => +part.dataset.first <= +article[1] && +article[1] <= +part.dataset.last);
    return name ? homes.get((name[1] === "story" ? "s" : "n") + name[2]) : null;
  };

  const opened = new Map();
  const MOST_OPENED = 4;
  const pagesOf = (part) => {
    if (!opened.has(part)) {
      const parsed = new DOMParser().parseFromString(unpack(part.textContent), "text/html");
      opened.set(part, parsed);
      if (opened.size > MOST_OPENED) opened.delete(opened.keys().next().value);
    }
    return opened.get(part);
  };

  // A page out of a part: one stands in the document at a time.
  let brought = null;
  const bring = (id) => {
    const part = homeOf(id);
    if (!part) return null;
    const pages = pagesOf(part);
    const there = pages.getElementById(id) || pages.getElementById(id.split("-")[0]);
    if (!there) return null;
    const page = document.importNode(there.closest(".page"), true);
    if (brought) brought.remove();
    brought = page;
    main.append(page);
    return page;
  };

  // The mentions of an article that came packed: ids, what they say of themselves, and links from the lists.
  const lead = (page) => {
    const counts = new Map();
    for (const mark of page.querySelectorAll(".text a.mark")) {
      if (mark.id) return;
      const entry = page.querySelector("#" + CSS.escape(mark.getAttribute("href").slice(1)));
      if (!entry) continue;
      const count = (counts.get(entry) || 0) + 1;
      counts.set(entry, count);
      mark.id = entry.id + "-" + count;
      const what = entry.querySelector(".what");
      mark.title = entry.querySelector(".name").textContent + (what ? " — " + what.textContent : "");
    }
    for (const [entry, count] of counts) {
      const refs = make("span", { class: "refs" });
      for (let at = 1; at <= Math.min(count, 12); at++)
        refs.append(make("a", { href: "#" + entry.id + "-" + at, "aria-label": "mention " + at }, String(at)), " ");
      const name = entry.querySelector(".profile, .name");
      name.after(" ", refs);
    }
  };

  const show = (page, target) => {
    for (const other of document.querySelectorAll(".page.shown")) other.classList.remove("shown");
    for (const other of document.querySelectorAll(".hit")) other.classList.remove("hit");
    page.classList.add("shown");
    if (page.classList.contains("article-page")) lead(page);
    for (const box of page.querySelectorAll(".wide")) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
    const id = page.id || (page.querySelector(".sheet") || {}).id || "";
    for (const link of document.querySelectorAll(".top li a")) {
      if (link.getAttribute("href") === "#" + id) link.setAttribute("aria-current", "page");
      else if (!isFolder) link.removeAttribute("aria-current");
    }
    const heading = page.querySelector("h1");
    document.title = heading && id !== "overview" ? heading.textContent + " – " + homeTitle : homeTitle;
    const aim = target && target !== page && target.id !== id ? target : null;
    if (aim) {
      aim.classList.add("hit");
      aim.scrollIntoView({ block: "center", behavior: "instant" });
      if (!aim.matches("a, button, input")) aim.setAttribute("tabindex", "-1");
      aim.focus({ preventScroll: true });
    } else {
      scrollTo({ top: back === null ? 0 : back, behavior: "instant" });
      if (heading && started) {
        heading.setAttribute("tabindex", "-1");
        heading.focus({ preventScroll: true });
      }
    }
    started = true;
  };

  // Where a page was left, when one comes back to it; null on pages that are new.
  let back = null;
  const placeOf = (state) => (state && typeof state.top === "number" ? state.top : null);

  let started = false;
  const go = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { id = ""; }
    leaveSearch();
    let target = id ? $(id) : null, page = target && target.closest(".page");
    if (!page && id && id !== "main") {
      page = bring(id);
      target = page && $(id);
      if (page && !target) {
        lead(page);
        target = $(id);
      }
    }
    page = page || (id === "main" && document.querySelector(".page.shown")) || document.querySelector(".page");
    if (isFolder && !id && document.querySelectorAll(".page").length > 1) return contents();
    show(page, target);
  };

  // A file of a folder that is opened without a page being named: what it holds.
  const contents = () => {
    const list = make("ul");
    for (const page of document.querySelectorAll(".article-page .sheet"))
      list.append(make("li", {}, make("a", { href: "#" + page.id }, page.querySelector("h1").textContent)));
    const page = make("section", { class: "page found", id: "contents" }, make("h1", {}, "Articles in this file"), list);
    main.prepend(page);
    show(page, null);
  };

  // Finding as one types

  const form = document.querySelector(".find"), field = $("find"), found = $("found");
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  // Words that are sought, without the marks of a quote that was copied.
  const wordsOf = (text) => plain(text).replace(/["“”„«»]/g, " ").split(/\s+/).filter(Boolean);
  let index = null;
  const MOST_SHOWN = 20;
  const hrefOf = (id, part) => {
    if (!isFolder) return "#" + id;
    let at = part;
    if (!at) {
      const number = +id.slice(1);
      at = index.starts.length;
      while (at > 1 && index.starts[at - 1] > number) at--;
    }
    return index.files[at - 1] + "#" + id;
  };

  const prepare = () => {
    const packed = $("index");
    if (!packed) return false;
    const raw = JSON.parse(unpack(packed.textContent));
    index = raw;
    index.low = {
      names: raw.names.map((row) => plain([row[1], row[3] || "", row[7] || ""].join(" "))),
      articles: raw.articles.map((row) => plain(row[2] + " " + (row[3] || ""))),
      quotes: raw.quotes.map((row) => plain(row[4] + " " + row[3])),
    };
    return true;
  };

  // Whether two words differ by no more than so many letters; a row of the table of distances at a time.
  const isNear = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return false;
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        least = Math.min(least, next[j]);
      }
      if (least > most) return false;
      row = next;
    }
    return row[other.length] <= most;
  };

  // Names in which every word is spelled nearly as it is sought: asked where no name holds the words as they are.
  const likes = (words) => {
    if (words.some((word) => word.length < 5)) return [];
    const fits = (name, word) => name.some((each) => each[0] === word[0] && isNear(each, word, word.length < 8 ? 1 : 2));
    index.low.words = index.low.words || index.names.map((row) => plain(row[1]).split(/[\s-]+/));
    return index.names.filter((row, at) => words.every((word) => fits(index.low.words[at], word))).slice(0, MOST_SHOWN);
  };

  // The spelling that was sought, of a name that is shown under another.
  const spelled = (row, words) => {
    const name = plain(row[1]);
    if (!row[7] || words.every((word) => name.includes(word))) return "";
    const other = row[7].split("; ").find((each) => words.some((word) => plain(each).includes(word)));
    return other ? "also " + other : "";
  };

  const matches = (kind, words) => {
    const rows = [];
    let count = 0;
    const low = index.low[kind];
    for (let at = 0; at < low.length; at++) {
      if (words.every((word) => low[at].includes(word))) {
        count++;
        if (rows.length < MOST_SHOWN) rows.push(index[kind][at]);
      }
    }
    return [count, rows];
  };

  // The text with the words that were sought marked; letters that plain() makes longer or shorter leave it unmarked.
  const marked = (text, words) => {
    const low = plain(text), out = document.createDocumentFragment();
    if (low.length !== text.length) { out.append(text); return out; }
    const ends = [];
    for (const word of words) for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + word.length)) ends.push([at, at + word.length]);
    ends.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let from = 0;
    for (const [start, end] of ends) {
      if (start < from) continue;
      out.append(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    out.append(text.slice(from));
    return out;
  };

  const lines = {
    names: (row, words) => [make("a", { href: hrefOf(row[0], row[8]) }, make("bdi", {}, marked(row[1], words))), make("span", { class: "soft" }, " " + [row[0].split("-")[0], spelled(row, words), row[3], row[4] === 1 ? "1 article" : row[4] + " articles"].filter(Boolean).join(" · "))],
    articles: (row, words) => [make("a", { href: hrefOf("a" + row[0]) }, make("bdi", {}, marked(row[2], words))), make("span", { class: "soft" }, " " + [row[3], row[1]].filter(Boolean).join(" · "))],
    quotes: (row, words) => [make("a", { href: hrefOf("a" + row[0]) }, make("bdi", {}, "“", marked(row[4], words), "”")), make("span", { class: "soft" }, " " + [row[3], row[1]].filter(Boolean).join(" · "))],
  };

  const search = () => {
    const words = wordsOf(field.value);
    if (!words.length || !index) { leaveSearch(true); return; }
    const out = found.lastElementChild;
    out.replaceChildren();
    const said = [];
    for (const [kind, title] of [["names", "Names"], ["articles", "Headlines"], ["quotes", "Quotes"]]) {
      let [count, rows] = matches(kind, words);
      if (kind === "names" && !count) {
        rows = likes(words);
        if (rows.length) out.append(make("h2", {}, "Names spelled nearly so"), make("ul", {}, ...rows.map((row) => make("li", {}, ...lines.names(row, [])))));
      }
      said.push(counted(count) + " " + (count === 1 ? title.slice(0, -1) : title).toLowerCase());
      if (!count) continue;
      out.append(make("h2", {}, title + (count > rows.length ? ": " + rows.length + " of " + counted(count) : "")), make("ul", {}, ...rows.map((row) => make("li", {}, ...lines[kind](row, words)))));
    }
    found.firstElementChild.textContent = "Found: " + said.join(", ");
    found.hidden = false;
    root.classList.add("searching");
    root.dataset.searched = field.value;
  };

  // Return goes to the first that was found; in a folder, to the page that finds.
  const enter = () => {
    if (!index && isFolder && field.value.trim()) location.href = "search.html#find=" + encodeURIComponent(field.value.trim());
    else search();
    const first = found.querySelector("a");
    if (!found.hidden && first) first.focus();
  };

  // Arrows go through what was found, Escape leaves it.
  const step = (event) => {
    if (found.hidden) return;
    const links = [field, ...found.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { leaveSearch(); field.focus(); }
    if (at < 0 || !/^Arrow(Up|Down)$/.test(event.key)) return;
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  };

  const leaveSearch = (keep) => {
    root.classList.remove("searching");
    found.hidden = true;
    if (!keep) field.value = "";
  };

  // Lists: sorted by a click on a heading, filtered by what stands above them

  const COUNTRIES = JSON.parse(($("countries") || { textContent: "{}" }).textContent);
  const countryName = (code) => COUNTRIES[code] || code;
  const PAGE_ROWS = 300;

  class List {
    constructor(box) {
      this.box = box;
      this.table = box.querySelector("table");
      this.tbody = box.querySelector("tbody");
      this.name = box.dataset.list;
      this.rows = [...this.tbody.rows].map((row) => ({ element: row, data: row.dataset, cells: [...row.cells].map((cell) => cell.textContent.trim()) }));
      const rows = history.state && history.state.rows;
      this.limit = (rows && rows[[...document.querySelectorAll(".rows")].indexOf(box)]) || PAGE_ROWS;
      this.wanted = {};
      this.heads = [...this.table.tHead.rows[0].cells];
      this.heads.forEach((head, at) => {
        const button = make("button", { type: "button" }, head.textContent);
        head.replaceChildren(button);
        button.addEventListener("click", () => this.sort(at));
      });
      this.more = make("button", { type: "button", class: "more", hidden: "" });
      this.more.addEventListener("click", () => { this.limit += PAGE_ROWS; this.draw(); });
      box.append(this.more);
      this.status = make("p", { class: "soft", role: "status" });
      box.prepend(this.status);
      this.fields();
      if (isFolder || !body.classList.contains("packed")) this.draw();
    }

    // All names and quotes, of which a packed report shows some.
    take(index) {
      if (this.name === "names") this.rows = index.names.map((row) => ({ data: { kind: row[0].split("-")[0], country: row[2] || "", day: row[6] || "" }, cells: [row[1], row[0].split("-")[0], row[3] || "", String(row[4]), row[5] || "", row[6] || ""], links: [row[0]] }));
      if (this.name === "quotes") this.rows = index.quotes.map((row) => ({ data: { day: row[1] || "", kind: row[2].split("-")[0] }, cells: [row[1] || "article " + row[0], row[3], row[4]], links: ["a" + row[0], row[2]] })).sort((a, b) => (a.data.day < b.data.day ? 1 : a.data.day > b.data.day ? -1 : 0));
      if (this.name === "names" || this.name === "quotes") this.box.parentElement.querySelector(".lead").textContent = counted(this.rows.length) + " " + this.name + ".";
      this.box.querySelector(".filters").remove();
      this.fields();
      this.draw();
    }

    fields() {
      const form = make("form", { class: "filters", "aria-label": "Filter the list" });
      const text = this.labelled(form, "Words", make("input", { type: "search", autocomplete: "off" }));
      text.addEventListener("input", () => this.want("text", wordsOf(text.value)));
      for (const [name, word, shown] of [["kind", "Kind", (value) => value], ["country", "Country", countryName], ["publisher", "Publisher", (value) => value]]) this.choice(form, name, word, shown);
      if (this.rows.some((row) => row.data.day)) {
        for (const [name, word] of [["from", "From"], ["to", "To"]]) {
          const input = this.labelled(form, word, make("input", { type: "date" }));
          input.addEventListener("input", () => this.want(name, input.value));
        }
      }
      form.addEventListener("submit", (event) => event.preventDefault());
      this.box.prepend(form);
    }

    choice(form, name, word, shown) {
      const values = new Map();
      for (const row of this.rows) for (const value of (row.data[name] || "").split(name === "country" ? "," : "\n")) if (value) values.set(value, (values.get(value) || 0) + 1);
      if (values.size < 2) return;
      const select = make("select", {}, make("option", { value: "" }, "all"));
      const named = [...values].map(([value, count]) => [shown(value), value, count]).sort((a, b) => a[0].localeCompare(b[0], "en"));
      for (const [label, value, count] of named) select.append(make("option", { value }, label + " (" + count + ")"));
      this.labelled(form, word, select);
      select.addEventListener("change", () => this.want(name, select.value));
    }

    labelled(form, word, field) {
      form.append(make("label", {}, word, field));
      return field;
    }

    want(name, value) {
      this.wanted[name] = value;
      this.limit = PAGE_ROWS;
      this.draw();
    }

    fits(row) {
      const { text, kind, country, publisher, from, to } = this.wanted;
      if (kind && row.data.kind !== kind) return false;
      if (publisher && row.data.publisher !== publisher) return false;
      if (country && !(row.data.country || "").split(",").includes(country)) return false;
      if (from && !(row.data.day >= from)) return false;
      if (to && !(row.data.day && row.data.day <= to)) return false;
      if (!text || !text.length) return true;
      row.low = row.low || plain(row.cells.join(" "));
      return text.every((word) => row.low.includes(word));
    }

    sort(at) {
      const head = this.heads[at], isNumber = head.dataset.sort === "number";
      const down = head.getAttribute("aria-sort") === "ascending" || (isNumber && head.getAttribute("aria-sort") !== "descending");
      for (const other of this.heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = isNumber ? (row) => +row.cells[at].replace(/\D/g, "") : (row) => plain(row.cells[at]);
      const keyed = this.rows.map((row, number) => [value(row), number, row]);
      keyed.sort((a, b) => {
        const order = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
        if (a[0] === "" || b[0] === "") return (a[0] === "") - (b[0] === "") || a[1] - b[1];
        return (down ? -order : order) || a[1] - b[1];
      });
      this.rows = keyed.map((each) => each[2]);
      this.draw();
    }

    element(row) {
      if (row.element) return row.element;
      const element = make("tr");
      const main = this.name === "names" ? 0 : 2;
      row.cells.forEach((text, at) => {
        const cell = make("td"), link = row.links[at];
        if (at === main) cell.className = "main";
        if (at === 3) { cell.className = "n"; cell.dataset.unit = text === "1" ? "article" : "articles"; }
        const words = /^\d{4}-\d\d-\d\d$/.test(text) ? make("time", { datetime: text }, text) : make("bdi", {}, text);
        if (link) cell.append(make("a", { href: "#" + link, class: this.name === "names" || at === 1 ? "to" : "" }, words));
        else if (text) cell.append(words);
        element.append(cell);
      });
      row.element = element;
      return element;
    }

    draw() {
      const fitting = this.rows.filter((row) => this.fits(row)), shown = fitting.slice(0, this.limit);
      this.tbody.replaceChildren(...shown.map((row) => this.element(row)));
      this.more.hidden = shown.length === fitting.length;
      this.more.textContent = "Show more of " + counted(fitting.length);
      this.status.textContent = fitting.length === this.rows.length ? "" : counted(fitting.length) + " of " + counted(this.rows.length) + " fit";
    }
  }

  const start = () => {
    root.classList.add("js");
    if ("scrollRestoration" in history) history.scrollRestoration = "manual";
    addEventListener("popstate", (event) => { back = placeOf(event.state); });
    addEventListener("hashchange", () => { go(); back = null; });
    addEventListener("load", () => { if (!document.querySelector(".hit")) scrollTo({ top: placeOf(history.state) || 0, behavior: "instant" }); });
    back = placeOf(history.state);
    const lists = [...document.querySelectorAll(".rows")].map((box) => new List(box));
    go();
    back = null;
    document.addEventListener("click", (event) => {
      if (event.target.closest && event.target.closest("a[href]")) history.replaceState({ top: scrollY, rows: lists.map((list) => list.limit) }, "");
    }, true);
    // A link to the page that is shown already changes no address.
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href^='#']");
      if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); go(); }
    });
    form.hidden = !$("index") && !isFolder;
    form.addEventListener("submit", (event) => { event.preventDefault(); enter(); });
    field.addEventListener("input", search);
    form.parentElement.parentElement.addEventListener("keydown", step);
    // The first page stands before what is searched is made ready.
    setTimeout(() => {
      if (prepare() && parts.length) for (const list of lists) list.take(index);
      const asked = /^#find=(.+)$/.exec(location.hash);
      if (asked) { try { field.value = decodeURIComponent(asked[1]); } catch { field.value = asked[1]; } }
      if (field.value) search();
      if (asked) field.focus();
      root.dataset.ready = "yes";
    }, 0);
  };
  start();
})();
