// What the pages do by themselves: follow links, copy, choose a size, close the drawer, print.
// The script comes with every page; its listeners are added once.
if (!window.dashboardListens) {
  window.dashboardListens = true;

  // The page of an address, followed as the browser's Back and Forward are: Streamlit runs it, and
  // nothing is loaded anew.
  const follow = (to) => {
    const isOtherPage = to.pathname !== location.pathname;
    const {hash} = to;
    to.hash = "";  // Streamlit takes an address with one for a place on the page that is there
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    if (hash) history.replaceState({}, "", to.href + hash);
    if (isOtherPage) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    reach();
  };

  // Where an address has a #, what it names is opened and shown as soon as it is there.
  const reach = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const show = () => {
      const place = document.getElementById(id);
      if (!place) return false;
      for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details"))
        fold.open = true;
      (place.querySelector(":scope > details") || place).open = true;
      place.scrollIntoView({block: "center"});
      return true;
    };
    if (show()) return;
    const watcher = new MutationObserver(() => { if (show()) watcher.disconnect(); });
    watcher.observe(document.documentElement, {childList: true, subtree: true});
    setTimeout(() => watcher.disconnect(), 20000);  // what never comes is not waited for
  };
  addEventListener("hashchange", reach);
  reach();

  // A link to another page here.
  const ROOT = new URL(".", document.baseURI);
  const isPage = (address) => address.origin === ROOT.origin
    && address.pathname.startsWith(ROOT.pathname)
    && /^[^/.]*$/.test(address.pathname.slice(ROOT.pathname.length));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".db a[href]:not([download])");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    const isHere = to.pathname === location.pathname && to.search === location.search;
    if (!isPage(to) || (isHere && to.hash)) return;
    event.preventDefault();
    follow(to);
  });

  // A mark or its words, clicked: of one metric the claim behind it, of many the metric's own page.
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".stVegaLiteChart svg")?.closest('[class*="st-key-card-"]');
    const {metric, claim} = event.target.__data__?.datum ?? {};
    if (!card || !metric) return;
    if (!card.classList.contains(`st-key-card-${metric}`))
      return follow(new URL(`explore?metric=${metric}`, ROOT));
    const record = card.querySelector(`[data-claim="${CSS.escape(claim)}"]`);
    if (!record) return;
    record.closest("details.tool").open = true;
    record.scrollIntoView({block: "nearest"});
    record.focus({preventScroll: true});
  });

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

  // The picture of a dialog is that of its PNG, fetched when the dialog is opened.
  const preview = (place) => {
    const link = place.querySelector('a[data-figure][href*=".png"]');
    const picture = place.querySelector("[data-preview]");
    if (link && picture) picture.src = link.href;
  };
  // A button that opens the dialog beside it; a click beside the dialog closes it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dialog]");
    if (button) {
      preview(button.nextElementSibling);
      button.nextElementSibling.showModal();
    } else if (event.target.matches("dialog")) event.target.close();
  });

  // A choice of size or colours: the links of its card take it into their addresses.
  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-parameter]");
    if (!choice) return;
    const {parameter, usual} = choice.dataset;
    const place = choice.closest("dialog, .db");
    for (const link of place.querySelectorAll("a[data-figure]")) {
      const [path, query] = link.getAttribute("href").split("?");
      const parameters = new URLSearchParams(query || "");
      if (choice.value === usual) parameters.delete(parameter);
      else parameters.set(parameter, choice.value);
      const text = parameters.toString().replaceAll("%2C", ",");
      link.setAttribute("href", path + (text ? "?" + text : ""));
    }
    preview(place);
  });

  // Events of a chronicle that hold what is typed; years of which nothing is left are left out.
  document.addEventListener("input", (event) => {
    const place = event.target.matches("[data-find]") && event.target.closest(".chronicle");
    if (!place) return;
    const asked = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of place.querySelectorAll("li[id]")) {
      const text = item.textContent.toLowerCase();
      item.hidden = !asked.every((word) => text.includes(word));
    }
    for (const side of place.querySelectorAll(".side"))
      side.hidden = !side.querySelector("li[id]:not([hidden])");
    for (const year of place.querySelectorAll(".year"))
      year.hidden = !year.querySelector("li[id]:not([hidden])");
    const fold = place.querySelector(".undated");
    if (fold && asked.length) fold.open = !fold.querySelector(".year").hidden;
  });

  // What a phone has no room for stands behind a button.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    if (!button) return;
    const isShown = document.body.classList.toggle(`shows-${button.dataset.shows}`);
    button.setAttribute("aria-expanded", isShown);
  });

  // All rows of a list of which a phone shows a few.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-all]");
    if (!button) return;
    button.closest(".is-long").classList.remove("is-long");
    button.parentElement.remove();
  });

  // What is open on a wide page is closed on a phone, once, as soon as it is there.
  new MutationObserver(() => {
    for (const fold of document.querySelectorAll("details[data-wide]:not([data-seen])")) {
      fold.dataset.seen = "";
      fold.open = !matchMedia("(max-width: 640px)").matches;
    }
  }).observe(document.documentElement, {childList: true, subtree: true});

  // A list is one stop of the Tab key: arrows go from row to row, and to the sign beside a row.
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("[data-rows] a");
    if (!link) return;
    const rows = [...link.closest("[data-rows]").children];
    const place = rows.indexOf(link.closest("li"));
    const kind = link.classList.contains("row") ? ".row" : ".beside";
    const to = {
      ArrowDown: () => rows[place + 1]?.querySelector(kind),
      ArrowUp: () => rows[place - 1]?.querySelector(kind),
      ArrowRight: () => rows[place].querySelector(".beside"),
      ArrowLeft: () => rows[place].querySelector(".row"),
      Home: () => rows[0].querySelector(".row"),
      End: () => rows.at(-1).querySelector(".row"),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    to()?.focus();
  });

  // Statements in another order, or only those that have a date.
  document.addEventListener("change", (event) => {
    const place = event.target.closest(".statements");
    if (!place || !event.target.matches("[data-sort], [data-dated]")) return;
    const by = place.querySelector("[data-sort]").value;
    const isDated = place.querySelector("[data-dated]").checked;
    const list = place.querySelector("ul");
    const rows = [...list.children];
    const order = {
      place: (one, other) => one.dataset.place - other.dataset.place,
      title: (one, other) => one.dataset.title.localeCompare(other.dataset.title),
      year: (one, other) => (other.dataset.year || 0) - (one.dataset.year || 0),
    }[by];
    for (const row of rows.sort(order)) {
      row.hidden = isDated && !("isDated" in row.dataset);
      list.append(row);
    }
  });

  // Vega gives the brush of a chart a role and no name; it is for the pointer alone.
  new MutationObserver(() => {
    for (const brush of document.querySelectorAll("g.brush_brush:not([aria-hidden]), g.brush_brush_bg:not([aria-hidden])"))
      brush.setAttribute("aria-hidden", "true");
  }).observe(document.documentElement, {childList: true, subtree: true});

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
