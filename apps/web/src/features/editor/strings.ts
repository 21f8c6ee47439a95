import { inBothLanguages } from "../../shared/in-both-languages.js";

export const editorStrings = inBothLanguages({
  en: {
    editor: {
      label: "Code of {{name}}",
      waitsForThread: "waiting for a thread",
      runsHere: "running",
      standsHere: "paused",
      breakpoint: "breakpoint",
      marks: {
        waiting: "waiting here",
        stopped: "paused before this line",
        running: "last seen here, still running",
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
      standsHere: "已暫停",
      breakpoint: "中斷點",
      marks: {
        waiting: "在這裡等候",
        stopped: "停在這一行之前",
        running: "上次停在這裡，仍在執行",
        failed: "在這裡失敗",
        selected: "選取的呼叫",
      },
    },
  },
});
