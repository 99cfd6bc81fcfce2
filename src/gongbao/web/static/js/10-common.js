// What a page gains when scripts run: "/" goes to the search, and the calculator answers while one types.
// Rules live on the server; this only asks it again and puts its answer in place.
"use strict";
(() => {
  const find = document.getElementById("q");
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && find) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  });

  const here = document.querySelector(".text .here");
  if (here && !location.hash) here.scrollIntoView({ block: "center" });

  const narrow = window.matchMedia("(max-width: 899px)");
  const fold = (root) => {
    for (const part of root.querySelectorAll("details[data-wide]")) part.open = !narrow.matches;
  };
  fold(document);
  narrow.addEventListener("change", () => fold(document));

  for (const pick of document.querySelectorAll("input[data-picks]")) {
    const target = document.getElementById(pick.dataset.picks);
    pick.parentElement.hidden = false;
    pick.addEventListener("change", () => {
      target.value = pick.value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  const form = document.querySelector("form[data-live]");
  if (!form) return;
  let timer = 0;
  let asked = 0;
  const address = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim() !== "") query.append(name, value);
    return `${location.pathname}?${query}`;
  };
  const put = (page) => {
    for (const region of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${CSS.escape(region.dataset.part)}"]`);
      if (!fresh || fresh.innerHTML === region.innerHTML) continue;
      region.innerHTML = fresh.innerHTML;
      fold(region);
      if (region.classList.contains("answer")) {
        region.classList.remove("changed");
        void region.offsetWidth;
        region.classList.add("changed");
      }
    }
    for (const field of form.elements) {
      if (!field.id) continue;
      const fresh = page.getElementById(field.id);
      if (fresh) field.setAttribute("aria-invalid", fresh.getAttribute("aria-invalid") || "false");
    }
  };
  const ask = async () => {
    const turn = ++asked;
    const where = address();
    try {
      const reply = await fetch(where, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (turn !== asked || !page.querySelector("form[data-live]")) return;
      put(page);
      history.replaceState(null, "", where);
    } catch {
      // The button still sends the form.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask().then(() => {
      const said = document.getElementById("answer");
      if (said) said.focus({ preventScroll: false });
    });
  });
})();
