/* Foreword: the copy button of a code snippet. One listener for all pages; running the script again changes nothing. */
(() => {
  const root = document.documentElement;
  if (root.dataset.fwReady) return;
  root.dataset.fwReady = "true";

  const timers = new WeakMap();

  /* Without HTTPS there is no navigator.clipboard: copy from a text area instead. */
  function copyByHand(text) {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.readOnly = true;
    area.style.cssText = "position:fixed;top:0;left:0;opacity:0";
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      /* told below */
    }
    area.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByHand(text);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".fw-copy");
    const snippet = button?.closest(".fw-snippet");
    if (!snippet) return;
    const codes = [...snippet.querySelectorAll("pre > code")];
    const code = codes.find((one) => !one.closest("[hidden]")) ?? codes[0];
    const status = snippet.querySelector("[role=status]");
    const done = await copy(code.textContent.replace(/\n$/, ""));

    /* Where copying is forbidden the code is selected and the reader told to copy it. */
    if (!done) getSelection().selectAllChildren(code);
    button.dataset.fwState = done ? "copied" : "failed";
    status.classList.toggle("fw-quiet", done);
    status.textContent = done ? button.dataset.fwCopied : button.dataset.fwFailed;

    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(() => {
      delete button.dataset.fwState;
      status.classList.add("fw-quiet");
      status.textContent = "";
    }, done ? 2000 : 8000));
  });
})();
