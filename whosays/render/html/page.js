// Lights up the parts of a passage that another passage cuts in two. The page reads without it.
(function () {
  "use strict";
  function light() {
    document.querySelectorAll(".lit").forEach(function (part) { part.classList.remove("lit"); });
    var id = decodeURIComponent(location.hash.slice(1));
    if (!id) { return; }
    document.querySelectorAll("[data-of]").forEach(function (part) {
      if (part.getAttribute("data-of") === id) { part.classList.add("lit"); }
    });
  }
  window.addEventListener("hashchange", light);
  light();
})();
