// Runs before the first paint: theme and time zone travel in cookies, so that the server already renders them right.
(() => {
  const root = document.documentElement;
  const cookie = name => document.cookie.split("; ").find(part => part.startsWith(name + "="))?.slice(name.length + 1);
  const keep = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`; };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const dark = () => (cookie("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  root.dataset.theme = dark() ? "dark" : "light";
  keep("zone", zone);

  window.portal = {
    // Called once the page listens, not only shows.
    viewer: () => { root.dataset.ready = "yes"; return { zone, dark: dark() }; },
    useDark: on => { keep("theme", on ? "dark" : "light"); root.dataset.theme = on ? "dark" : "light"; },
    copy: text => navigator.clipboard.writeText(text),
    // Whether the reader was at the end before the last lines came: remembered when they scroll.
    wasAtEnd: element => element?.dataset.away !== "yes",
    toEnd: element => { if (element) element.scrollTop = element.scrollHeight; },
    focus: id => { const place = document.getElementById(id); place?.scrollIntoView({ block: "center" }); place?.focus(); },
    toLine: (element, line) => { const row = element?.querySelector(`[data-line="${line}"]`); if (row) element.scrollTop = row.offsetTop - element.clientHeight / 2; },
  };

  document.addEventListener("scroll", event => {
    const box = event.target;
    if (box.classList?.contains("log")) box.dataset.away = box.scrollHeight - box.scrollTop - box.clientHeight > 60 ? "yes" : "no";
  }, { capture: true, passive: true });

  // A node of a picture is a button: Space presses it and does not scroll. In the picture of a stage the arrows lead from node to node.
  const steps = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  document.addEventListener("keydown", event => {
    const held = event.altKey || event.ctrlKey || event.metaKey;
    const isStep = !held && steps.includes(event.key) && event.target.closest?.(".graph .node");
    if (isStep || (event.key === " " && event.target.closest?.("svg [role=button]"))) event.preventDefault();
  });

  // Blazor tells the element with this id how the connection is; the words appear where "Live" stands.
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
      const state = event.detail.state;
      if (state === "show" && !("offline" in root.dataset)) {
        root.dataset.offline = "";
        const mark = document.querySelector(".live");
        if (mark) {
          mark.dataset.online = mark.textContent;
          mark.textContent = `Offline since ${new Date().toISOString().slice(11, 16)} UTC`;
        }
      } else if (state === "hide") {
        delete root.dataset.offline;
        const mark = document.querySelector(".live");
        if (mark?.dataset.online) mark.textContent = mark.dataset.online;
      } else if (state === "rejected" || state === "resume-failed") {
        location.reload();
      } else if (state === "failed") {
        setInterval(() => fetch("/health/live").then(answer => { if (answer.ok) location.reload(); }, () => { }), 3000);
      }
    });
  });
})();
