import { inBothLanguages } from "../../shared/in-both-languages.js";

export const settingsStrings = inBothLanguages({
  en: {
    settings: {
      theme: "Appearance",
      themes: {
        system: "System",
        dark: "Dark",
        light: "Light",
      },
      textSize: "Text size",
      textSizes: {
        normal: "Normal",
        large: "Large",
        projector: "Projector",
      },
      language: "Language",
    },
    welcome: {
      text: "Press <run>Run all</run>: the server waits in accept(), the client connects, and every call shows up as the kernel answers it.",
      dismiss: "Got it",
    },
    help: {
      title: "Keyboard",
      runFocused: "Run the focused program",
      stopFocused: "Stop the focused program",
      runAll: "Run all",
      stepOver: "Step over: to the next line; starts a program that is not running",
      stepInto: "Step into a function",
      stepToCall: "Continue to the next socket call",
      resume: "Continue",
      breakpoint: "In the editor: set or remove a breakpoint on the line",
      leaveEditor: "In the editor: switch Tab between indenting and moving the focus",
      selectCall: "In the list of calls: previous, next",
      goToLine: "In the list of calls: go to its line",
      thisHelp: "This help",
      about:
        "Your programs run here, in the browser. Each socket call is sent to the server, which makes it on a real kernel and reports the result.",
    },
  },
  "zh-TW": {
    settings: {
      theme: "外觀",
      themes: {
        system: "跟隨系統",
        dark: "深色",
        light: "淺色",
      },
      textSize: "文字大小",
      textSizes: {
        normal: "標準",
        large: "大",
        projector: "投影",
      },
      language: "語言",
    },
    welcome: {
      text: "按<run>全部執行</run>：伺服器會停在 accept() 等候，客戶端連上去，每個呼叫都會在核心回應的當下顯示出來。",
      dismiss: "知道了",
    },
    help: {
      title: "快速鍵",
      runFocused: "執行游標所在的程式",
      stopFocused: "停止游標所在的程式",
      runAll: "全部執行",
      stepOver: "單步：到下一行；還沒執行的程式會從第一行開始",
      stepInto: "單步，進入函式",
      stepToCall: "執行到下一個 socket 呼叫",
      resume: "繼續執行",
      breakpoint: "在編輯器：在這一行設定或取消中斷點",
      leaveEditor: "在編輯器：讓 Tab 移到下一處，或改回縮排",
      selectCall: "在呼叫清單：上一個、下一個",
      goToLine: "在呼叫清單：前往那一行",
      thisHelp: "這份說明",
      about: "程式在瀏覽器裡執行；每個 socket 呼叫都會送到伺服器，在真正的核心上執行，再傳回核心的結果。",
    },
  },
});
