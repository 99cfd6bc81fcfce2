// 沿革: one slide over the versions. Moving it picks two neighbours and puts their comparison in place.
"use strict";
(() => {
  for (const slide of document.querySelectorAll("[data-slide]")) {
    const [before, after] = slide.dataset.slide.split(" ").map((id) => document.getElementById(id));
    const range = slide.querySelector("input[type=range]");
    const shown = document.querySelector('[data-part="compare"]');
    if (!before || !after || !range || !shown) continue;
    let asked = 0;
    const say = () => {
      const words = `${before.options[before.selectedIndex].text} → ${after.options[after.selectedIndex].text}`;
      range.setAttribute("aria-valuetext", words);
      slide.querySelector("output").textContent = words;
    };
    const show = async () => {
      const turn = ++asked;
      const where = `${location.pathname}?${new URLSearchParams(new FormData(range.form))}`;
      try {
        const reply = await fetch(where, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        const fresh = page.querySelector('[data-part="compare"]');
        if (turn !== asked || !fresh) return;
        shown.innerHTML = fresh.innerHTML;
        history.replaceState(null, "", where);
      } catch {
        // The button still sends the form.
      }
    };
    range.min = "1";
    range.value = String(Math.max(1, after.selectedIndex));
    say();
    slide.hidden = false;
    range.addEventListener("input", () => {
      after.selectedIndex = Number(range.value);
      before.selectedIndex = after.selectedIndex - 1;
      say();
      show();
    });
  }
})();
