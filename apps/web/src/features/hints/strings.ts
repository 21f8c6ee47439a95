import { inBothLanguages } from "../../shared/in-both-languages.js";

export const hintsStrings = inBothLanguages({
  en: {
    hints: {
      label: "What this means",
      dismiss: "Dismiss",
      goToLine: "Line {{line}}",
      why: "Why?",
      resetAndRun: "Reset network and run again",
      runAgain: "Run again",
      addWheel: "Add {{name}} and run again",
      stop: "Stop {{name}}",
      edits: {
        SO_REUSEADDR: "Add SO_REUSEADDR",
        SO_BROADCAST: "Add SO_BROADCAST",
        plainCharacters: "Use plain characters",
        codingLine: "Declare UTF-8",
        threads: "Use threads instead",
      },
      split: "Split into {{names}}",
      secondsLeft: "{{seconds}} s left.",
      timeOver: "That time is over now: run it again.",
      edited: {
        SO_REUSEADDR: "{{name}}: SO_REUSEADDR added.",
        SO_BROADCAST: "{{name}}: SO_BROADCAST added.",
        plainCharacters: "{{name}}: full-width or typographic characters became plain ones.",
        codingLine: "{{name}}: its coding line says UTF-8 now.",
        threads: "{{name}}: threads took the place of processes.",
        split: "{{name}} was split into two programs.",
      },
      part: {
        thread: "{{thread}} has ended with {{type}}; the other threads continue.",
        task: "A task of asyncio has ended with {{type}}; the others continue.",
        request: "A request handler has ended with {{type}}; the server continues.",
      },
    },
  },
  "zh-TW": {
    hints: {
      label: "這是什麼意思",
      dismiss: "關閉",
      goToLine: "第 {{line}} 行",
      why: "為什麼？",
      resetAndRun: "重設網路並再執行一次",
      runAgain: "再執行一次",
      addWheel: "加入 {{name}} 並再執行一次",
      stop: "停止 {{name}}",
      edits: {
        SO_REUSEADDR: "加上 SO_REUSEADDR",
        SO_BROADCAST: "加上 SO_BROADCAST",
        plainCharacters: "改成半形字元",
        codingLine: "宣告為 UTF-8",
        threads: "改用執行緒",
      },
      split: "分成 {{names}}",
      secondsLeft: "還有 {{seconds}} 秒。",
      timeOver: "時間已過，可以再執行一次。",
      edited: {
        SO_REUSEADDR: "{{name}}：已加上 SO_REUSEADDR。",
        SO_BROADCAST: "{{name}}：已加上 SO_BROADCAST。",
        plainCharacters: "{{name}}：全形或排版用的字元已改成半形。",
        codingLine: "{{name}}：編碼宣告已改為 UTF-8。",
        threads: "{{name}}：行程已改成執行緒。",
        split: "{{name}} 已分成兩個程式。",
      },
      part: {
        thread: "{{thread}} 因 {{type}} 結束，其他執行緒繼續執行。",
        task: "asyncio 的一個工作（task）因 {{type}} 結束，其他的繼續執行。",
        request: "處理一個請求時因 {{type}} 結束，伺服器繼續執行。",
      },
    },
  },
});
