// One listener for every button that copies (what it copies stands in it) and for every choice of size or colours.
if (!window.dashboardCopies) { window.dashboardCopies = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]"); if (!button) return;
    const label = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(
      () => { button.textContent = window.dashboardWords.copied; }, () => { button.textContent = window.dashboardWords.failed; });
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-parameter]"); if (!choice) return;
    const {parameter, usual} = choice.dataset;
    for (const link of choice.closest(".db").querySelectorAll("a[data-figure]")) {
      const [path, query] = link.getAttribute("href").split("?"), parameters = new URLSearchParams(query || "");
      if (choice.value === usual) parameters.delete(parameter); else parameters.set(parameter, choice.value);
      link.setAttribute("href", path + (parameters.size ? "?" + parameters.toString().replaceAll("%2C", ",") : ""));
    }
  });
}
