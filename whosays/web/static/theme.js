// The reader's choice of light or dark, before anything is drawn.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("whosays-theme");
    if (chosen === "light" || chosen === "dark") { document.documentElement.setAttribute("data-theme", chosen); }
  } catch (error) { /* storage is closed: the system's choice holds */ }
})();
