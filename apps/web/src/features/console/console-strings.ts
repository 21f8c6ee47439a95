import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends ConsoleTexts {}
}

type ConsoleTexts = (typeof consoleStrings)["en"];

/** The texts of consoles, fetched with the other ends: keys begin with "console.". */
export const consoleStrings = inBothLanguages({
  en: {
    console: {
      title: "Console {{name}}",
      name: "Name of the process",
      line: "Call",
      log: "Calls and results",
      empty:
        "Make calls one at a time, as Python writes them: s = socket(). The last result is _. Shift+Enter begins another line, ↑ brings back an earlier call.",
      waits: "waits …",
      interrupt: "Interrupt",
      clear: "Clear",
      restart: "End the process and start afresh",
      lost: "The process has ended: {{message}}",
      record: {
        menu: "Record",
        scenario: "Save as a scenario in steps",
        python: "Save as Python",
        copyPython: "Copy as Python",
        nothing: "No call has been made yet.",
        saved: "Saved.",
        copied: "Copied.",
        notCopied: "The browser blocked copying.",
      },
    },
  },
  "zh-TW": {
    console: {
      title: "主控台 {{name}}",
      name: "行程名稱",
      line: "呼叫",
      log: "呼叫與結果",
      empty:
        "一次做一個呼叫，寫法和 Python 相同：s = socket()。上一個結果是 _。Shift+Enter 換行，↑ 叫回先前的呼叫。",
      waits: "等候中……",
      interrupt: "中斷",
      clear: "清除",
      restart: "結束行程，重新開始",
      lost: "行程已結束：{{message}}",
      record: {
        menu: "錄製",
        scenario: "存成步驟情境",
        python: "存成 Python",
        copyPython: "複製成 Python",
        nothing: "還沒有做過呼叫。",
        saved: "已儲存。",
        copied: "已複製。",
        notCopied: "瀏覽器不允許複製。",
      },
    },
  },
});
