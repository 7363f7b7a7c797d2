// One listener for every button that copies (what it copies stands in it) and for every choice of size or colours.
if (!window.dashboardCopies) { window.dashboardCopies = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]"); if (!button) return;
    const said = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(() => { button.textContent = "Copied"; },
      () => { button.textContent = "Select the text below"; });
    setTimeout(() => { button.textContent = said; }, 2000);
  });
  document.addEventListener("change", (event) => {
    const chosen = event.target.closest("[data-choose]"); if (!chosen) return;
    for (const link of chosen.closest(".db").querySelectorAll("a[href^='figures/']")) {
      const [path, query] = link.getAttribute("href").split("?"), all = new URLSearchParams(query || "");
      const usual = chosen.dataset.choose === "theme" ? "light" : "";
      if (chosen.value === usual) all.delete(chosen.dataset.choose); else all.set(chosen.dataset.choose, chosen.value);
      link.setAttribute("href", path + (all.size ? "?" + all.toString().replaceAll("%2C", ",") : ""));
    }
  });
}
