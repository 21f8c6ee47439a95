import { inBothLanguages } from "./in-both-languages.js";

export const sharedStrings = inBothLanguages({
  en: {
    shared: {
      newest: "Newest",
      dismiss: "Dismiss",
      close: "Close",
      retry: "Try again",
      resize: "Change the size",
      pid: "pid {{pid}}",
      line: "line {{line}}",
      cutDatagram: "{{taken}} of {{whole}} bytes received, the rest is lost",
    },
  },
  "zh-TW": {
    shared: {
      newest: "最新",
      dismiss: "關閉",
      close: "關閉",
      retry: "再試一次",
      resize: "調整大小",
      pid: "行程 {{pid}}",
      line: "第 {{line}} 行",
      cutDatagram: "{{whole}} 個位元組只取走 {{taken}} 個，其餘遺失",
    },
  },
});
