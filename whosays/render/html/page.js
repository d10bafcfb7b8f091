// Lights up what belongs together, moves by keys, and copies citations. The page reads without it.
(function () {
  "use strict";
  var ITEMS = ".said, .item, #sources .source";

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  function dark() { all(".lit").forEach(function (part) { part.classList.remove("lit"); }); }

  // The parts of a passage: the one that has its id, and those that another passage cuts off.
  function parts(id) {
    var first = document.getElementById(id);
    return (first ? [first] : []).concat(all('[data-of="' + CSS.escape(id) + '"]'));
  }

  function passages(said) { return (said.getAttribute("data-passages") || "").split(" ").filter(Boolean); }

  function light(ids) {
    dark();
    ids.forEach(function (id) { parts(id).forEach(function (part) { part.classList.add("lit"); }); });
  }

  // Scrolls only the column of sources, never the page under the reader's pointer.
  function reveal(id) {
    var part = document.getElementById(id);
    var column = part && part.closest(".linked .sources");
    if (!column || column.scrollHeight <= column.clientHeight) { return; }
    var top = part.getBoundingClientRect().top - column.getBoundingClientRect().top;
    if (top < 0 || top > column.clientHeight - 40) { column.scrollTop += top - column.clientHeight / 3; }
  }

  function point(said) {
    var ids = passages(said);
    light(ids);
    said.classList.add("lit");
    if (ids.length) { reveal(ids[0]); }
  }

  function back(part) {
    var id = part.id || part.getAttribute("data-of");
    var saying = all(".said").filter(function (said) { return passages(said).indexOf(id) >= 0; });
    if (!saying.length) { return false; }
    light([id]);
    saying.forEach(function (said) { said.classList.add("lit"); });
    return true;
  }

  // A stretch that has no mark of its own is shown by the marked one that shares most of its characters.
  function nearest(id) {
    var asked = /^(.*)-(\d+)-(\d+)$/.exec(id), best = null, most = 0;
    if (!asked) { return null; }
    all(".evidence[id]").forEach(function (part) {
      var has = /^(.*)-(\d+)-(\d+)$/.exec(part.id);
      if (!has || has[1] !== asked[1]) { return; }
      var shared = Math.min(+has[3], +asked[3]) - Math.max(+has[2], +asked[2]);
      if (shared > most) { most = shared; best = part; }
    });
    return best;
  }

  function follow() {
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    if (!id) { return; }
    var target = document.getElementById(id);
    if (!target && (target = nearest(id))) { id = target.id; target.scrollIntoView({ block: "center" }); }
    light([id]);
    var fold = target && target.closest("details:not([open])");
    if (fold) { fold.open = true; target.scrollIntoView(); }
  }

  document.addEventListener("mouseover", function (event) {
    var said = event.target.closest && event.target.closest(".said");
    if (said) { point(said); return; }
    for (var part = event.target.closest && event.target.closest(".evidence"); part; part = part.parentElement.closest(".evidence")) {
      if (back(part)) { return; }
    }
  });

  // ---------------------------------------------------------------------------------------------- citations
  function citation(words, source) { return "“" + words.replace(/\s+/g, " ").trim() + "” (" + source + ")"; }

  function copy(words, button) {
    if (!navigator.clipboard) { button.textContent = "cannot copy here"; return; }
    navigator.clipboard.writeText(words).then(
      function () { button.textContent = "copied"; },
      function () { button.textContent = "not allowed"; }
    );
  }

  function citable(element) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    button.textContent = "copy as citation";
    button.addEventListener("click", function () {
      var place = element.querySelector("a.permalink[href*='/claim/']") || element.querySelector("a[href*='#']");
      var link = place && location.protocol !== "file:" ? " " + place.href : "";
      copy(citation(element.getAttribute("data-words"), element.getAttribute("data-cite")) + link, button);
    });
    element.appendChild(button);
  }

  function cite(root) {
    all("[data-words]", root).forEach(function (element) {
      if (!element.querySelector(".cite")) { citable(element); }
    });
  }
  // What is folded gets its buttons when it is opened: a page of two hundred reports has thousands of claims.
  document.addEventListener("toggle", function (event) { if (event.target.open) { cite(event.target); } }, true);
  all("[data-words]").forEach(function (element) { if (!element.closest("details")) { citable(element); } });

  // On paper nothing can be unfolded: what is to be cited is printed with the brief.
  window.addEventListener("beforeprint", function () { all(".fold").forEach(function (fold) { fold.open = true; }); });

  // Words of a source become a permalink when they are pressed, and can be taken along.
  var bar = null;
  function offer(part) {
    var id = part.id || part.getAttribute("data-of");
    var source = part.closest("[data-cite]");
    if (!source) { return; }
    var words = parts(id).map(function (one) {
      var copied = one.cloneNode(true);
      all(".back", copied).forEach(function (number) { number.remove(); });
      return copied.textContent;
    }).join("");
    if (bar) { bar.remove(); }
    bar = document.createElement("div");
    bar.className = "taking";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "These words");
    var said = document.createElement("q");
    said.textContent = words.length > 90 ? words.slice(0, 89) + "…" : words;
    bar.appendChild(said);
    var home = source.querySelector("h3 a[href]");
    var place = (home || location).href.split("#")[0] + "#" + encodeURIComponent(id);
    var link = location.protocol === "file:" ? "" : " " + place;
    [["copy as citation", function (button) { copy(citation(words, source.getAttribute("data-cite")) + link, button); }],
     ["copy link", function (button) { copy(place, button); }],
     ["close", function () { bar.remove(); bar = null; }]].forEach(function (one) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "cite";
      button.textContent = one[0];
      button.addEventListener("click", function () { one[1](button); });
      bar.appendChild(button);
    });
    document.body.appendChild(bar);
  }
  document.addEventListener("click", function (event) {
    var part = event.target.closest && event.target.closest(".evidence");
    if (!part || event.target.closest("a") || String(getSelection())) { return; }
    history.replaceState(null, "", "#" + encodeURIComponent(part.id || part.getAttribute("data-of")));
    if (!back(part)) { light([part.id || part.getAttribute("data-of")]); }
    offer(part);
  });

  // ---------------------------------------------------------------------------------------------- the matrix of a page that is a file
  // The served page is filtered and sorted by its server; a file does it itself.
  function field(label, made) {
    var held = document.createElement("label");
    held.append(label + " ", made);
    return held;
  }

  function choice(values) {
    var made = document.createElement("select");
    values.forEach(function (one) { made.add(new Option(one[1], one[0])); });
    return made;
  }

  function filtered() {
    var rows = all(".matrix tbody tr");
    if (document.querySelector("form.facets") || rows.length < 8) { return; }
    var status = function (row) { return row.querySelector(".status").textContent; };
    var found = rows.map(status).filter(function (one, at, every) { return every.indexOf(one) === at; }).sort();
    var search = document.createElement("input");
    search.type = "search";
    var which = choice([["", "any"]].concat(found.map(function (one) { return [one, one]; })));
    var order = choice([["", "as told"], ["sources", "most sources first"], ["statement", "by the alphabet"]]);
    var form = document.createElement("div"), said = document.createElement("span");
    form.className = "facets";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Statements");
    said.setAttribute("role", "status");
    form.append(field("Search", search), field("Status", which), field("Order", order), said);
    document.querySelector(".matrix").closest(".scroll, details").before(form);
    var key = {
      "": function (row) { return rows.indexOf(row); },
      sources: function (row) { return -(parseInt(row.querySelector(".count summary").textContent, 10) || 0); },
      statement: function (row) { return row.querySelector("th span").textContent.toLowerCase(); }
    };
    function show() {
      var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      all(".matrix tbody").forEach(function (body) {
        var by = key[order.value];
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var one = by(a), other = by(b);
          return one < other ? -1 : one > other ? 1 : rows.indexOf(a) - rows.indexOf(b);
        }).forEach(function (row) { body.appendChild(row); });
      });
      rows.forEach(function (row) {
        var text = row.querySelector("th").textContent.toLowerCase();
        var fits = (!which.value || status(row) === which.value) && words.every(function (word) { return text.indexOf(word) >= 0; });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
        var fold = row.closest("details:not(.count)");
        if (fits && fold && (words.length || which.value)) { fold.open = true; }
      });
      said.textContent = shown + " of " + rows.length + " statements";
    }
    [search, which, order].forEach(function (one) { one.addEventListener("input", show); });
    show();
  }
  filtered();

  // ---------------------------------------------------------------------------------------------- keys
  function step(by) {
    var items = all(ITEMS).filter(function (item) { return item.getClientRects().length; });
    if (!items.length) { return; }
    var at = items.indexOf(document.activeElement);
    var next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, at + by))];
    if (!next.hasAttribute("tabindex")) { next.setAttribute("tabindex", "-1"); }
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    if (next.classList.contains("said")) { point(next); }
  }

  function enter(item) {
    var ids = passages(item);
    var link = ids.length ? null : item.querySelector("details summary, a[href*='#']:not(.permalink)") || item.querySelector("h2 a[href], h3 a[href]");
    if (ids.length && document.getElementById(ids[0])) { location.hash = "#" + encodeURIComponent(ids[0]); reveal(ids[0]); return; }
    if (link) { link.click(); }
  }

  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(tag)) { return; }
    if (event.key === "Escape" && bar) { bar.remove(); bar = null; }
    if (event.key === "j") { step(1); }
    if (event.key === "k") { step(-1); }
    if (event.key === "Enter" && event.target.matches && event.target.matches(ITEMS)) { enter(event.target); }
  });

  window.addEventListener("hashchange", follow);
  follow();
})();
