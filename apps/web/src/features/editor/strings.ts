import { inBothLanguages } from "../../shared/in-both-languages.js";

export const editorStrings = inBothLanguages({
  en: {
    editor: {
      label: "Text of {{name}}",
      waitsForThread: "waits for a thread",
      runsHere: "runs on",
      standsHere: "next",
    },
  },
  "zh-TW": {
    editor: {
      label: "{{name}} 的程式碼",
      waitsForThread: "等另一個執行緒",
      runsHere: "執行中",
      standsHere: "下一步",
    },
  },
});
