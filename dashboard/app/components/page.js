// What the pages do by themselves: copy, choose a size, close the drawer of a phone, print.
// The script comes with every page; its listeners are added once.
if (!window.dashboardListens) {
  window.dashboardListens = true;

  // A button that copies: what it copies stands in it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(
      () => { button.textContent = window.dashboardWords.copied; },
      () => { button.textContent = window.dashboardWords.failed; },
    );
    setTimeout(() => { button.textContent = label; }, 2000);
  });

  // A choice of size or colours: the links of its card take it into their addresses.
  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-parameter]");
    if (!choice) return;
    const {parameter, usual} = choice.dataset;
    for (const link of choice.closest(".db").querySelectorAll("a[data-figure]")) {
      const [path, query] = link.getAttribute("href").split("?");
      const parameters = new URLSearchParams(query || "");
      if (choice.value === usual) parameters.delete(parameter);
      else parameters.set(parameter, choice.value);
      const text = parameters.toString().replaceAll("%2C", ",");
      link.setAttribute("href", path + (text ? "?" + text : ""));
    }
  });

  // On a phone the sidebar is a drawer over the page, and would hide what was just chosen in it.
  const closeDrawer = () => {
    if (matchMedia("(max-width: 768px)").matches)
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-testid="stSidebarNavLink"]')) closeDrawer();
  });
  window.navigation?.addEventListener("currententrychange", closeDrawer);

  // Room for a chart on a sheet of A4 or Letter, below the head of its page, in px.
  const PAPER = {width: 700, height: 800};
  // Paper says where it comes from, and shows a chart that Plotly drew as large as it has room.
  window.addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-address]"))
      place.textContent = location.href;
    for (const plot of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      const {width, height} = plot.getBoundingClientRect();
      const fit = Math.min(1, PAPER.width / width, PAPER.height / height);
      plot.closest(".stElementContainer").style.setProperty("--fit", fit);
    }
  });
}
