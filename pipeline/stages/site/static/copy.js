// Copies a feed's address; where the browser does not let it, selects the address so that one tap does.
(() => {
  "use strict";

  const status = document.querySelector("[data-status]");

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = button.dataset.copied;
      } catch {
        status.textContent = button.dataset.byHand;
      }
    });
  }
})();
