import { inBothLanguages } from "../../shared/in-both-languages.js";

export const chaptersStrings = inBothLanguages({
  en: {
    chapters: {
      label: "Chapters",
      more_one: "and {{count}} more",
      more_other: "and {{count}} more",
      times: "{{title}} × {{count}}",
      by: "{{title}} · {{opener}}",
      fold: "Fold {{title}}",
      unfold: "Unfold {{title}}",
      titles: {
        handshake: "Three-way handshake",
        tls: "TLS handshake",
        tlsFailed: "TLS handshake failed",
        data: "Data",
        closing: "Closing",
        refused: "Refused",
        reset: "Reset",
        retransmission: "Retransmission",
        queueFull: "Queue full",
        datagrams: "Datagrams",
        connecting: "Connecting",
      },
    },
  },
  "zh-TW": {
    chapters: {
      label: "章節",
      more_one: "還有 {{count}} 個",
      more_other: "還有 {{count}} 個",
      times: "{{title}} × {{count}}",
      by: "{{title}} · {{opener}}",
      fold: "收合「{{title}}」",
      unfold: "展開「{{title}}」",
      titles: {
        handshake: "三向交握（三次握手）",
        tls: "TLS 交握",
        tlsFailed: "TLS 交握失敗",
        data: "資料傳輸",
        closing: "關閉連線",
        refused: "連線被拒",
        reset: "連線重設",
        retransmission: "重傳",
        queueFull: "佇列已滿",
        datagrams: "資料報",
        connecting: "建立連線",
      },
    },
  },
});
