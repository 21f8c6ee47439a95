// Sets theme, language and text sizes before the first paint. A file of its own, because the content security
// policy allows no inline script. Keys and values: src/features/settings/settings-model.ts, text-size.ts.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = read("sockpit.theme");
  const isLight =
    theme === "light" || (theme !== "dark" && matchMedia("(prefers-color-scheme: light)").matches);
  document.documentElement.dataset.theme = isLight ? "light" : "dark";
  const zoom = { large: 1.25, projector: 1.6 }[read("sockpit.text-size")] ?? 1;
  const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  document.documentElement.style.setProperty("--zoom", String((zoom * fontSize) / 16));
  const codeSize = Number(read("sockpit.code-size")) || 100;
  document.documentElement.style.setProperty("--code-size", String(codeSize / 100));
  const language = read("sockpit.language") ?? navigator.language;
  document.documentElement.lang = /^zh\b/i.test(language) ? "zh-TW" : "en";
})();
