"use strict";

// Addresses are opened where the dashboard asks for it, which has shown and looked at them. The terminal would open
// whatever looks like one on a click; it asks for an empty window first.
const open = window.open.bind(window);
window.open = (url) => (url ? open(url, "_blank", "noopener,noreferrer") : null);

// Keys go where the reader looks, without a click: to the dashboard, and when it has been closed to the way back.
const toKeys = () => {
  const closed = document.body.classList.contains("-closed");
  document.querySelector(closed ? ".closed a" : ".xterm-helper-textarea")?.focus();
};
addEventListener("focus", toKeys);
addEventListener("load", () => new MutationObserver(toKeys).observe(document.body, { attributeFilter: ["class"] }));
