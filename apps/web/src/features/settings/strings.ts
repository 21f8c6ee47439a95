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
      codeSize: "Text of the editors",
      language: "Language",
    },
    welcome: {
      text: "Press <run>Run all</run>: the server waits in accept(), the client connects, and every call shows up as the kernel answers it.",
      dismiss: "Got it",
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
      codeSize: "編輯器的字",
      language: "語言",
    },
    welcome: {
      text: "按<run>全部執行</run>：伺服器會停在 accept() 等候，客戶端連上去，每個呼叫都會在核心回應的當下顯示出來。",
      dismiss: "知道了",
    },
  },
});
