import { inBothLanguages } from "../../shared/in-both-languages.js";

export const earlierRunsStrings = inBothLanguages({
  en: {
    earlierRuns: {
      menu_one: "{{count}} earlier run",
      menu_other: "{{count}} earlier runs",
      title: "Earlier runs",
      note: "What was recorded before the network was reset or the lab was lost. Gone when the page is closed.",
      how: { reset: "network reset", lost: "lab lost", check: "check of a scenario" },
      banner:
        "An earlier run, as it was recorded: {{names}}, until {{time}} ({{how}}). It cannot be changed. What runs now goes on meanwhile.",
      back: "Back to now",
      programs: "Programs of that run",
      source: "Text of {{name}} at that time",
      open: "Open what was recorded",
      captureGone: "The lab is gone, and with it its packet file. Export the events instead.",
      streamGone:
        "The lab is gone, and with it the bytes of its streams. Packets and calls have the first 1,024.",
    },
  },
  "zh-TW": {
    earlierRuns: {
      menu_one: "{{count}} 個先前的執行",
      menu_other: "{{count}} 個先前的執行",
      title: "先前的執行",
      note: "重設網路或實驗室中斷之前記錄的內容。關閉頁面後就會消失。",
      how: { reset: "重設網路", lost: "實驗室中斷", check: "檢查情境" },
      banner:
        "這是先前執行的紀錄：{{names}}，到 {{time}} 為止（{{how}}）。無法更改；現在執行的程式仍在繼續。",
      back: "回到現在",
      programs: "當時的程式",
      source: "{{name}} 當時的內容",
      open: "開啟記錄的內容",
      captureGone: "實驗室已經結束，它的封包檔也不在了。可以改為匯出事件。",
      streamGone: "實驗室已經結束，串流的位元組也不在了。封包和呼叫留有前 1,024 個。",
    },
  },
});
