import { inBothLanguages } from "../shared/in-both-languages.js";

export const appStrings = inBothLanguages({
  en: {
    app: {
      label: "Sockpit",
      runAll: "Run all",
      stopAll: "Stop all",
      help: "Keyboard and help",
      more: "More",
      undo: "Undo",
      samplesRestored: "The samples are restored.",
      crashed: "The page has crashed: {{message}}",
      reload: "Reload the page",
      crashedText: "Your code is kept in this browser.",
    },
    parts: {
      label: "Part of the page",
      code: "Code",
      diagram: "Diagram",
      sockets: "Sockets",
    },
    views: {
      label: "View",
      diagram: "Diagram",
      calls: "Calls",
    },
    announce: {
      program: "{{name}}: {{status}}",
      offline: "The server does not answer",
      open: "Connected to lab {{id}}",
    },
  },
  "zh-TW": {
    app: {
      label: "Sockpit",
      runAll: "全部執行",
      stopAll: "全部停止",
      help: "快速鍵與說明",
      more: "更多",
      undo: "復原",
      samplesRestored: "範例程式已還原。",
      crashed: "頁面遇到錯誤：{{message}}",
      reload: "重新載入",
      crashedText: "程式碼都保存在這個瀏覽器裡。",
    },
    parts: {
      label: "頁面的部分",
      code: "程式碼",
      diagram: "時序圖",
      sockets: "Socket",
    },
    views: {
      label: "檢視",
      diagram: "時序圖",
      calls: "呼叫",
    },
    announce: {
      program: "{{name}}：{{status}}",
      offline: "伺服器沒有回應",
      open: "已連上實驗室 {{id}}",
    },
  },
});
