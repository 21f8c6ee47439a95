import { inBothLanguages } from "../../shared/in-both-languages.js";

export const exportStrings = inBothLanguages({
  en: {
    export: {
      label: "Export",
      svg: "Picture (SVG)",
      png: "Picture (PNG)",
      mermaid: "Text (Mermaid)",
      copyPng: "Copy the diagram as a picture",
      copyMermaid: "Copy the diagram as Mermaid",
      pcapng: "Packets (pcapng, for Wireshark)",
      trace: "Events (NDJSON)",
      failed: "The export failed: {{message}}",
      tooLarge:
        "This browser cannot paint a picture of {{size}}. Save it as SVG, or show less of it: a filter, or Handshake only.",
      cut: "The first {{count}} rows",
      asShown: "The diagram, as shown now",
      whole: "The whole lab",
      noCapture:
        "No packets to export: this lab shares the server's loopback, where capturing needs CAP_NET_RAW, which the server does not have.",
      dismiss: "Close",
    },
  },
  "zh-TW": {
    export: {
      label: "匯出",
      svg: "圖片（SVG）",
      png: "圖片（PNG）",
      mermaid: "文字（Mermaid）",
      copyPng: "複製時序圖（圖片）",
      copyMermaid: "複製時序圖（Mermaid）",
      pcapng: "封包（pcapng，給 Wireshark）",
      trace: "事件（NDJSON）",
      failed: "匯出失敗：{{message}}",
      tooLarge: "這個瀏覽器畫不出 {{size}} 的圖片。請改存 SVG，或先縮小範圍：使用篩選，或「只看交握」。",
      cut: "前 {{count}} 列",
      asShown: "時序圖，如目前所示",
      whole: "整個實驗室",
      noCapture:
        "沒有封包可匯出：這個實驗室共用伺服器的 loopback，在那裡擷取需要 CAP_NET_RAW，而伺服器沒有這個權限。",
      dismiss: "關閉",
    },
  },
});
