/* Keeping the place of who works with a keyboard or a screen reader.

   When what has the focus goes away, because its button was for once or another page came, browsers leave the focus
   nowhere. Then what stood round it gets the focus, or else the content of the page. */

/** Begin to look after the focus of this tab. */
export function keepFocus() {
  let trail = [];
  addEventListener("focusin", ({ target }) => (trail = trailOf(target)));
  const look = () => {
    if (document.activeElement !== document.body || !trail.length || trail[0].isConnected) return;
    const content = document.getElementById("content");
    const place = trail.find((element) => element.isConnected && content?.contains(element)) ?? content;
    trail = [];
    focusQuietly(place);
  };
  // React takes a page away and puts the next one there in one step, and this is told after both.
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

function trailOf(element) {
  const above = [];
  for (let each = element; each; each = each.parentElement) above.push(each);
  return above;
}

function focusQuietly(place) {
  if (!place) return;
  if (place.tabIndex < 0) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}
