// What the served pages have beyond the single file: the session, light or dark, keys, what is new, and progress of work.
(function () {
  "use strict";

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function kept(key) { try { return localStorage.getItem(key); } catch (error) { return null; } }
  function keep(key, value) { try { localStorage.setItem(key, value); } catch (error) { /* storage is closed */ } }

  // ---------------------------------------------------------------------------------------------- session
  var token = /^#token=([\w-]+)$/.exec(location.hash);
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
    fetch("/session", { method: "POST", body: new URLSearchParams({ token: token[1] }), redirect: "manual" })
      .then(function () { if (location.pathname === "/session") { location.replace("/"); } });
  }

  // ---------------------------------------------------------------------------------------------- light or dark
  var theme = document.querySelector(".theme");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", function () {
      var root = document.documentElement;
      var now = root.getAttribute("data-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      var next = now === "dark" ? "light" : "dark";
      root.setAttribute("data-theme", next);
      keep("whosays-theme", next);
    });
  }

  // ---------------------------------------------------------------------------------------------- keys
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(tag)) { return; }
    var keys = document.getElementById("keys");
    if (event.key === "?" && keys && !keys.open) { keys.showModal(); }
    if (event.key === "e") {
      var link = document.querySelector(".exports .record") || document.querySelector(".export");
      if (link) { link.click(); }
    }
    if (event.key === "/" && document.getElementById("search")) { document.getElementById("search").focus(); event.preventDefault(); }
    if (event.key === "Escape" && document.querySelector(".exports[open]")) { document.querySelector(".exports").open = false; }
    if (/^[1-9]$/.test(event.key)) {
      var tab = all(".tabs nav a")[Number(event.key) - 1];
      if (tab) { location.assign(tab.href); }
    }
  });

  // ---------------------------------------------------------------------------------------------- new since the last visit
  var header = document.querySelector("header[data-story]");
  if (header) { keep("whosays-seen-" + header.dataset.story, header.dataset.version); }
  var listed = kept("whosays-listed"), names = all("li[data-story]").map(function (row) { return row.dataset.story; });
  if (names.length && !location.search) { keep("whosays-listed", JSON.stringify(names)); }
  all("li[data-story]").forEach(function (row) {
    var seen = Number(kept("whosays-seen-" + row.dataset.story));
    var badge = row.querySelector(".news");
    if (badge && listed && !seen && JSON.parse(listed).indexOf(row.dataset.story) < 0) {
      badge.textContent = "new since your last visit";
      badge.setAttribute("href", row.querySelector("h2 a").getAttribute("href"));
      badge.hidden = false;
    }
    if (!badge || !seen) { return; }
    if (seen >= Number(row.dataset.version)) { return; }
    var since = badge.getAttribute("href") + ".json?since=" + seen;
    fetch(since).then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (found) {
      if (!found || !found.difference.changes.length) { return; }
      var strong = document.createElement("strong");
      strong.textContent = found.difference.changes.length;
      badge.replaceChildren(strong, " new since your last visit");
      badge.setAttribute("href", badge.getAttribute("href") + "?since=" + seen);
      badge.hidden = false;
    });
  });

  // ---------------------------------------------------------------------------------------------- forms
  all("input.by").forEach(function (field) {
    field.value = kept("whosays-by") || "";
    field.addEventListener("change", function () { keep("whosays-by", field.value); });
  });
  all(".facets select").forEach(function (field) {
    field.addEventListener("change", function () { field.form.requestSubmit(); });
  });

  // What would be refused for its size is said before it is sent.
  var adding = document.querySelector("form.adding");
  function fits(size, event) {
    var most = Number(adding.dataset.largest), said = adding.querySelector(".too-much");
    said.hidden = size <= most;
    if (size > most) {
      said.textContent = "These are " + Math.ceil(size / 1048576) + " MiB, and at most " + most / 1048576 + " MiB are taken at a time. Add them in parts.";
      said.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    }
  }
  if (adding) {
    adding.addEventListener("submit", function (event) {
      var size = new Blob([adding.elements.text.value]).size;
      Array.prototype.forEach.call(adding.elements.files.files, function (file) { size += file.size; });
      fits(size, event);
    });
    // A field of fifty megabytes would hold the browser up for minutes: what cannot be sent is not pasted either.
    adding.elements.text.addEventListener("paste", function (event) {
      fits(new Blob([event.clipboardData.getData("text/plain")]).size, event);
    });
  }

  // ---------------------------------------------------------------------------------------------- work
  function progress() {
    fetch("/jobs.json").then(function (answer) { return answer.json(); }).then(function (found) {
      var again = false;
      found.jobs.forEach(function (job) {
        var row = document.querySelector('[data-job="' + Number(job.number) + '"]');
        if (!row) { return; }
        if (row.dataset.state !== job.state) { location.reload(); return; }
        if (job.state !== "running") { return; }
        again = true;
        row.querySelector(".about").lastChild.textContent = ": " + job.step;
        var bar = row.querySelector("progress");
        if (job.total) { bar.max = job.total; bar.value = job.done; }
      });
      if (again) { setTimeout(progress, 700); }
    });
  }
  if (document.querySelector('[data-state="running"]')) { setTimeout(progress, 500); }
})();
