// Sets theme and language before the first paint. A file of its own, because the content security
// policy allows no inline script. Keys and values: src/features/settings/settings-model.ts.
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
  const language = read("sockpit.language") ?? navigator.language;
  document.documentElement.lang = /^zh\b/i.test(language) ? "zh-TW" : "en";
})();
