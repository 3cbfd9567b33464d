/** The page's own script, which runs in browsers: it marks in the drawing what a failure takes, and says what is left. */
export const script = `
(() => {
  const source = document.getElementById("failures");
  if (!source) return;
  const failures = JSON.parse(source.textContent);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const drawing = document.getElementById("topology");
  const show = (chosen) => {
    const failure = failures[chosen];
    const gone = ({ dataset: { region, zone } }) =>
      failure !== undefined && (failure.regions.includes(region) || failure.zones.includes(zone));
    drawing.classList.toggle("broken", failure !== undefined);
    for (const one of all("[data-region]")) one.classList.toggle("gone", gone(one));
    for (const part of all("[data-part]")) {
      const segments = [...part.querySelectorAll(".segment")];
      const whole = segments.length > 0 && segments.every(gone);
      const [verdict, words] = failure?.parts[part.dataset.part] ?? ["", ""];
      const said = words || (whole ? "\\u2715 gone" : "");
      part.classList.toggle("gone", whole && !verdict);
      part.classList.toggle("told", said !== "");
      for (const each of ["survives", "lost", "unknown"]) part.classList.toggle(each, each === verdict);
      part.querySelector(".state").textContent = said;
    }
    for (const button of all(".failure")) {
      button.setAttribute("aria-pressed", String(button.dataset.failure === String(chosen)));
    }
    for (const one of all("[data-aftermath]")) one.hidden = one.dataset.aftermath !== String(chosen);
  };
  addEventListener("click", ({ target }) => {
    const button = target.closest?.(".failure");
    if (!button) return;
    const again = button.getAttribute("aria-pressed") === "true";
    show(again ? "" : button.dataset.failure);
    if (!again && button.closest(".matrix")) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      drawing.scrollIntoView({ behavior: still ? "auto" : "smooth" });
    }
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") show("");
  });
})();
`;
