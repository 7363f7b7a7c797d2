// Runs before Streamlit's own scripts, at the head of every page.
// The address of a figure stands a step below the pages: the page that shows it is opened in its place.
if (document.currentScript.dataset.page) {
  history.replaceState(null, "", document.currentScript.dataset.page);
  document.querySelector("base").remove();
}
// Every page stands one step below the root, where the server is: below whatever path readers come.
window.__streamlit = {BACKEND_BASE_URL: new URL(".", document.baseURI).href};
window.prerenderReady = false;
