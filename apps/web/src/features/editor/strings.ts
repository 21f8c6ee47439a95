import { inBothLanguages } from "../../shared/in-both-languages.js";

export const editorStrings = inBothLanguages({
  en: {
    editor: {
      label: "Text of {{name}}",
      waitsForThread: "waits for a thread",
      runsHere: "runs on",
      standsHere: "next",
      breakpoint: "breakpoint",
      marks: {
        waiting: "waits here",
        stopped: "paused before this line",
        running: "runs on from here",
        failed: "failed here",
        selected: "the selected call",
      },
    },
  },
  "zh-TW": {
    editor: {
      label: "{{name}} 的程式碼",
      waitsForThread: "等另一個執行緒",
      runsHere: "執行中",
      standsHere: "下一步",
      breakpoint: "中斷點",
      marks: {
        waiting: "在這裡等候",
        stopped: "停在這一行之前",
        running: "從這裡繼續執行",
        failed: "在這裡失敗",
        selected: "選取的呼叫",
      },
    },
  },
});
