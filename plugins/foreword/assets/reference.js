/* Foreword: tabs, and what is folded. Without this script each panel stands under its title.

   <div class="fw-tabs" data-fw-tabs="group" data-fw-label="Language">   the choice in a group is kept; "" keeps none
     <div class="fw-tab" data-fw-tab="curl" data-fw-title="curl">...</div>   one panel each
   </div>

   Inside of a snippet the list of tabs stands in its bar. Running the script again makes the tabs of a page that
   Material put in place of the last one. */
(() => {
  const root = document.documentElement;
  const MADE = "foreword:tabs";
  if (root.dataset.fwTabs) {
    document.dispatchEvent(new Event(MADE));
    return;
  }
  root.dataset.fwTabs = "true";

  const KEY = "foreword.tabs.";

  /* Storage may be forbidden: then a choice counts for the page only. */
  function kept(group) {
    try {
      return group && localStorage.getItem(KEY + group);
    } catch {
      return null;
    }
  }

  function keep(group, name) {
    try {
      localStorage.setItem(KEY + group, name);
    } catch {
      /* as said above */
    }
  }

  const panelsOf = (tabs) => [...tabs.children].filter((child) => child.classList.contains("fw-tab"));
  const nameOf = (panel) => panel.dataset.fwTab;

  function show(tabs, name) {
    const { fwList } = tabs;
    if (!fwList || !panelsOf(tabs).some((panel) => nameOf(panel) === name)) return;
    for (const panel of panelsOf(tabs)) panel.hidden = nameOf(panel) !== name;
    for (const tab of fwList.querySelectorAll("[role=tab]")) {
      const chosen = tab.dataset.fwTab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    fwList.querySelector("select").value = name;
  }

  /* What was chosen stays where it is on the screen, though panels above it may have changed their height. */
  function choose(tabs, name, control) {
    const before = control.getBoundingClientRect().top;
    const group = tabs.dataset.fwTabs;
    show(tabs, name);
    if (group) {
      for (const other of document.querySelectorAll(".fw-tabs")) {
        if (other !== tabs && other.dataset.fwTabs === group) show(other, name);
      }
      keep(group, name);
    }
    const moved = control.getBoundingClientRect().top - before;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }

  function onKey(event, tabs) {
    const all = [...tabs.fwList.querySelectorAll("[role=tab]")];
    const at = all.indexOf(event.target);
    const next = getComputedStyle(tabs).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + next, ArrowLeft: at - next, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const tab = all[(to + all.length) % all.length];
    tab.focus();
    choose(tabs, tab.dataset.fwTab, tab);
  }

  function element(tag, properties, attributes = {}) {
    const made = Object.assign(document.createElement(tag), properties);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function make(tabs) {
    const panels = panelsOf(tabs);
    tabs.dataset.fwReady = "";
    if (panels.length < 2) return;
    const label = tabs.dataset.fwLabel ?? "";
    const box = element("div", { className: "fw-choice" });
    const list = element("div", { className: "fw-tablist" }, { role: "tablist", "aria-label": label });
    const select = element("select", { className: "fw-select" }, { "aria-label": label });
    for (const panel of panels) {
      const name = nameOf(panel);
      const title = panel.dataset.fwTitle ?? name;
      panel.setAttribute("role", "tabpanel"); // without an id, of which Material would make one id for all its code
      panel.setAttribute("aria-label", title);
      const tab = element("button", { type: "button", textContent: title }, { role: "tab" });
      tab.dataset.fwTab = name;
      tab.addEventListener("click", () => choose(tabs, name, tab));
      list.append(tab);
      select.append(element("option", { value: name, textContent: title }));
    }
    list.addEventListener("keydown", (event) => onKey(event, tabs));
    select.addEventListener("change", () => choose(tabs, select.value, select));
    box.append(list, select);
    tabs.fwList = box;
    const bar = tabs.closest(".fw-snippet")?.querySelector(".fw-snippet__bar");
    if (bar) bar.insertBefore(box, bar.querySelector(".fw-snippet__status, .fw-copy"));
    else tabs.prepend(box);
    show(tabs, nameOf(panels[0]));
    show(tabs, kept(tabs.dataset.fwTabs));
  }

  /* The panel and the folds around the place that the address names are opened, and it is gone to. */
  function reveal() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* it is no encoded text */
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let opened = false;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) opened = at.open = true;
      if (at.matches(".fw-tab[hidden]")) {
        show(at.parentElement, nameOf(at));
        opened = true;
      }
    }
    if (opened) target.scrollIntoView();
  }

  function makeAll() {
    document.querySelectorAll(".fw-tabs:not([data-fw-ready])").forEach(make);
    reveal();
  }

  document.addEventListener(MADE, makeAll);
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href*='#']")) setTimeout(reveal);
  });

  /* On paper nothing is folded. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".fw-more:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  makeAll();
})();
