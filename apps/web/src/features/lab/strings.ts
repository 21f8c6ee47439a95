import { inBothLanguages } from "../../shared/in-both-languages.js";

export const labStrings = inBothLanguages({
  en: {
    lab: {
      connecting: "Connecting …",
      chip: "lab {{id}} · {{network}}",
      chipLabel: "About this lab",
      offline: "Server unreachable",
      noNetwork: "Offline",
      refused: "No lab available",
      networks: {
        isolated: "private network",
        mapped: "shared loopback (mapped)",
      },
      freshText: "Closes every socket and ends every program of this lab. Your code is kept.",
      freshNetwork: "Reset network",
      newLab: "New lab …",
    },
  },
  "zh-TW": {
    lab: {
      connecting: "連線中……",
      chip: "實驗室 {{id}} · {{network}}",
      chipLabel: "關於這個實驗室",
      offline: "連不上伺服器",
      noNetwork: "離線",
      refused: "無法取得實驗室",
      networks: {
        isolated: "獨立網路",
        mapped: "共用 loopback（對映）",
      },
      freshText: "關閉這個實驗室所有的 socket 和程式，程式碼會保留。",
      freshNetwork: "重設網路",
      newLab: "新的實驗室……",
    },
  },
});
