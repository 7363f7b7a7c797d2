// The search on top of every page: one file is fetched when it is first used, and looked through
// at every letter, without asking the server again.
if (!window.dashboardSearches) {
  window.dashboardSearches = true;
  const MOST = 5;  // of a kind
  let entries;

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u2018\u2019]/g, "'");
  const fetched = (address) => entries ||= fetch(address).then((answer) => answer.json())
    .then((rows) => rows.map(([kind, title, detail, link, words]) => (
      {kind, title, detail, link, places: [title, detail, words].map(plain)})));

  // Where a word stands: at the beginning of a word, so that 36% is not found in 136%.
  const begins = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const before = text.slice(0, at);
      const isWithin = /[\p{L}\p{N}]$/u.test(before) || (/\d[.,]$/.test(before) && /^\d/.test(word));
      if (!isWithin) return true;
    }
    return false;
  };
  const WORTH = [4, 2, 1];  // in the title, below it, in words that are not shown
  const score = (entry, asked) => {
    let sum = 0;
    for (const word of asked) {
      const place = entry.places.findIndex((text) => begins(text, word));
      if (place < 0) return 0;
      sum += WORTH[place];
    }
    return sum + (entry.places[0].startsWith(asked[0]) ? 2 : 0);
  };

  const shown = (box, rows) => {
    const list = box.parentElement.querySelector("[data-found]");
    list.replaceChildren();
    if (!rows) return;
    if (!rows.length) list.append(Object.assign(document.createElement("p"), {textContent: window.dashboardWords.nothing}));
    for (const [kind, head] of Object.entries(window.dashboardWords.found)) {
      const found = rows.filter((row) => row.entry.kind === kind).slice(0, MOST);
      if (!found.length) continue;
      list.append(Object.assign(document.createElement("p"), {className: "kind", textContent: head}));
      for (const {entry} of found) {
        const link = Object.assign(document.createElement("a"), {href: entry.link, target: "_self"});
        link.append(Object.assign(document.createElement("b"), {textContent: entry.title}),
          Object.assign(document.createElement("small"), {textContent: entry.detail}));
        list.append(link);
      }
    }
  };

  document.addEventListener("input", async (event) => {
    const box = event.target.closest?.("[data-search]");
    if (!box) return;
    const asked = plain(box.value).split(/\s+/).filter(Boolean);
    if (!asked.length) return shown(box);
    const rows = (await fetched(box.dataset.search)).map((entry) => ({entry, score: score(entry, asked)}))
      .filter((row) => row.score).sort((one, other) => other.score - one.score);
    if (plain(box.value).split(/\s+/).filter(Boolean).join(" ") === asked.join(" ")) shown(box, rows);
  });
  // What was found is followed: the page changes below the search, which is done.
  document.addEventListener("click", (event) => {
    const place = event.target.closest?.(".found a")?.closest(".search");
    if (!place) return;
    const box = place.querySelector("[data-search]");
    box.value = "";
    shown(box);
  });
  document.addEventListener("focusin", (event) => {
    const box = event.target.closest?.("[data-search]");
    if (box) fetched(box.dataset.search);
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const box = document.querySelector("[data-search]");
    if (event.key === "/" && !isTyping && box) {
      event.preventDefault();
      box.focus();
    }
    const place = event.target.closest?.(".search");
    if (!place) return;
    const stops = [place.querySelector("[data-search]"), ...place.querySelectorAll(".found a")];
    const here = stops.indexOf(event.target);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    } else if (event.key === "Enter" && here === 0 && stops[1]) stops[1].click();
    else if (event.key === "Escape") {
      stops[0].value = "";
      shown(stops[0]);
      stops[0].focus();
    }
  });
}
