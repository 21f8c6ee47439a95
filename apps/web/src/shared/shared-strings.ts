import { inBothLanguages } from "./in-both-languages.js";

export const sharedStrings = inBothLanguages({
  en: {
    shared: {
      newest: "Newest",
      dismiss: "Dismiss",
      close: "Close",
      retry: "Try again",
      resize: {
        programsAndDiagram: "Width of the programs and the diagram",
        diagramAndSockets: "Size of the diagram and the sockets",
        codeAndOutput: "Height of the code and the output of {{name}}",
      },
      pid: "pid {{pid}}",
      line: "line {{line}}",
      printed: "The first {{count}} of {{of}} rows. An exported picture has more.",
      cutDatagram: "{{taken}} of {{whole}} bytes received, the rest is lost",
      conditions: {
        shortReads: "condition: short read",
        shortWrites: "condition: short write",
        slowPeer: "condition: slow peer",
        resetAfter: "condition: reset",
      },
    },
  },
  "zh-TW": {
    shared: {
      newest: "最新",
      dismiss: "關閉",
      close: "關閉",
      retry: "再試一次",
      resize: {
        programsAndDiagram: "程式與時序圖的寬度",
        diagramAndSockets: "時序圖與 socket 的大小",
        codeAndOutput: "{{name}} 的程式碼與輸出的高度",
      },
      pid: "行程 {{pid}}",
      line: "第 {{line}} 行",
      printed: "只印前 {{count}} 列，共 {{of}} 列；匯出的圖片有更多。",
      cutDatagram: "{{whole}} 個位元組只取走 {{taken}} 個，其餘遺失",
      conditions: {
        shortReads: "條件：短讀取",
        shortWrites: "條件：短寫入",
        slowPeer: "條件：緩慢的對方",
        resetAfter: "條件：重設連線",
      },
    },
  },
});
