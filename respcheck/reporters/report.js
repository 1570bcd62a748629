"use strict";
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const cards = [...document.querySelectorAll("article")];
  const title = (card) => card.closest(".message").querySelector("h2").textContent;
  const texts = cards.map((card) => `${title(card)} ${card.textContent}`.toLowerCase());

  function filter() {
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const family = form.elements.family.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    cards.forEach((card, index) => {
      const { severity, family: its } = card.dataset;
      card.hidden = !severities.has(severity) || (family !== "" && its !== family) || !texts[index].includes(words);
      shown += !card.hidden;
    });
    for (const part of document.querySelectorAll(".message")) part.hidden = !part.querySelector("article:not([hidden])");
    form.querySelector("output").textContent = `${shown} of ${cards.length} shown`;
  }

  function step(by) {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.indexOf(document.activeElement.closest("article"));
    const next = visible[at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }

  function reveal() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const holder = target.closest("[hidden]");
    if (holder) form.reset(), filter();
    target.scrollIntoView();
    if (target.matches("article")) target.focus({ preventScroll: true });
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => (event.preventDefault(), step(1)));
  form.querySelector("button").addEventListener("click", () => (form.reset(), filter()));
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  addEventListener("keydown", (event) => {
    if (!form.elements.keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("[type=search], select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") event.preventDefault(), form.elements.words.focus();
  });
  filter();
  reveal();
})();
