// A link of the app that is clicked while a box is open closes the box before the way to the other page begins. Else
// the browser says both at once, the way first; the box, gone with its page, then takes the new page away again.
const LINKS = "[data-testid=stTopNav] a, [data-testid=stPageLink] a";
const OPEN = "[data-testid=stPopover] [aria-expanded=true]";
const TO_SAY_IT = 120;  // ms in which the browser tells the server that the box is closed

function closeFirst(event) {
  const link = event.target.closest?.(LINKS);
  const box = document.querySelector(OPEN);
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || !box || isElsewhere || !event.isTrusted || link.closest("[data-testid=stPopoverBody]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.click();
  setTimeout(() => link.click(), TO_SAY_IT);  // not trusted: it is let through
}

export default function () {
  window.addEventListener("click", closeFirst, { capture: true });
  return () => window.removeEventListener("click", closeFirst, { capture: true });
}
