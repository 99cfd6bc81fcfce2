// 体检: a file too large is told before it is sent; answers to findings stay in this browser until the opinion is made, so that a closed page loses none.
// The draft itself is not kept; the key is a hash of it, so that another draft's answers are never shown.
"use strict";
(() => {
  for (const file of document.querySelectorAll("input[type=file][data-largest]")) {
    file.addEventListener("change", () => {
      const large = [...file.files].some((one) => one.size > Number(file.dataset.largest));
      file.setCustomValidity(large ? file.dataset.tooLarge : "");
      if (large) file.reportValidity();
    });
  }

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const words = form.querySelector("textarea[name=text]")?.value ?? "";
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  const key = `${form.dataset.keep} ${(hash >>> 0).toString(16)}`;
  const store = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();
  if (!store) return;
  const fields = [...form.elements].filter((one) => /^(?:answer|reason|check|note|remark)-|^(?:body|reviewer|review_title)$/.test(one.name));
  const filled = fields.some((one) => /^(?:answer|reason|check|note|remark)-/.test(one.name) && (one.type === "radio" ? one.checked : one.value));

  const put = (values) => {
    for (const one of fields) {
      if (!(one.name in values)) continue;
      if (one.type === "radio") one.checked = one.value === values[one.name];
      else one.value = values[one.name];
    }
  };
  if (!filled) {
    try {
      put(JSON.parse(store.getItem(key) || "{}"));
    } catch {
      store.removeItem(key);
    }
  }
  const keep = () => {
    const values = {};
    for (const one of fields) if (one.type !== "radio" ? one.value : one.checked) values[one.name] = one.value;
    try {
      store.setItem(key, JSON.stringify(values));
    } catch {
      // Full or forbidden: the form still holds everything.
    }
  };
  form.addEventListener("input", keep);
  // A rejection without a reason comes back as this page, filled in by the server; a file leaves this page as it is.
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("formaction")) return;
    const unreasoned = fields.some(
      (one) => one.type === "radio" && one.checked && one.value === "不采纳" && !form.elements[one.name.replace("answer-", "reason-")].value.trim(),
    );
    if (!unreasoned) store.removeItem(key);
  });
  const kept = document.getElementById("kept");
  if (kept) kept.hidden = false;
})();
