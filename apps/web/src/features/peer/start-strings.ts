import { inBothLanguages } from "../../shared/in-both-languages.js";

/** What leads to the other ends. Their own texts are in strings.ts, and fetched with them. */
export const peerStartStrings = inBothLanguages({
  en: {
    otherEnd: {
      title: "Other end",
      connect: "Connect",
      connectTo: "Connect to {{address}}",
      kinds: { terminal: "Terminal (nc)", http: "HTTP client", browser: "Browser view", console: "Console" },
      open: {
        terminal: "Other end: terminal (nc)",
        http: "Other end: HTTP client",
        browser: "Other end: browser view",
        console: "Other end: console for single calls",
      },
    },
  },
  "zh-TW": {
    otherEnd: {
      title: "另一端",
      connect: "連線",
      connectTo: "連到 {{address}}",
      kinds: { terminal: "終端機（nc）", http: "HTTP 客戶端", browser: "瀏覽器檢視", console: "主控台" },
      open: {
        terminal: "另一端：終端機（nc）",
        http: "另一端：HTTP 客戶端",
        browser: "另一端：瀏覽器檢視",
        console: "另一端：逐一呼叫的主控台",
      },
    },
  },
});
