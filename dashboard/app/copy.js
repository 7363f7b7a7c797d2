// One listener for every copy button of the page; what it copies stands in the button itself.
if (!window.dashboardCopies) { window.dashboardCopies = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]"); if (!button) return;
    const said = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(() => { button.textContent = "Copied"; },
      () => { button.textContent = "Select the link below"; });
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}
