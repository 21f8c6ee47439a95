import { inBothLanguages } from "../../shared/in-both-languages.js";

export const labStrings = inBothLanguages({
  en: {
    lab: {
      connecting: "Connecting …",
      chip: "lab {{id}} · {{network}}",
      chipLabel: "About this lab",
      offline: "Server unreachable",
      refused: "No lab available",
      networks: {
        isolated: "private network",
        mapped: "shared loopback (mapped)",
      },
      isolatedTitle: "A network of its own",
      isolatedText:
        "This lab has a network namespace to itself: its own 127.0.0.1 and all 65,535 ports. Nothing in it reaches the server's network, and no other lab can see it.",
      mappedTitle: "A block of the server's loopback",
      mappedText:
        "Here labs share the server's loopback, each with a block of addresses to itself. Your programs see 127.0.0.1 as usual; two labs never collide on one port. There is no IPv6.",
      reason: "Why: {{reason}}",
      freshText: "Closes every socket and ends every program of this lab. Your code is kept.",
      id: "Lab",
      server: "Server",
      processes: "Processes started",
      droppedEvents: "Unrecognised events",
      freshNetwork: "Reset network",
      offlineRetry: "Next try in {{seconds}} s.",
      offlineTrying: "Trying now …",
      tryNow: "Try now",
      lost: "Lab {{lab}} is gone, with its running programs and sockets: it was not used for a while, or the server was restarted. This is a new lab. Your code is unchanged.",
      serverSaid: "The server said: {{message}}",
    },
  },
  "zh-TW": {
    lab: {
      connecting: "連線中……",
      chip: "實驗室 {{id}} · {{network}}",
      chipLabel: "關於這個實驗室",
      offline: "連不上伺服器",
      refused: "無法取得實驗室",
      networks: {
        isolated: "獨立網路",
        mapped: "共用 loopback（對映）",
      },
      isolatedTitle: "自己的網路",
      isolatedText:
        "這個實驗室有自己的網路命名空間：自己的 127.0.0.1 和全部 65,535 個埠。裡面的程式碰不到伺服器的網路，別的實驗室也看不到它。",
      mappedTitle: "伺服器 loopback 上的一段位址",
      mappedText:
        "這裡的實驗室共用伺服器的 loopback，各有自己的一段位址。你的程式看到的仍是 127.0.0.1，兩個實驗室用同一個埠也不會相撞。這裡沒有 IPv6。",
      reason: "原因：{{reason}}",
      freshText: "關閉這個實驗室所有的 socket 和程式，程式碼會保留。",
      id: "實驗室",
      server: "伺服器",
      processes: "行程（程序）總數",
      droppedEvents: "無法辨識的事件",
      freshNetwork: "重設網路",
      offlineRetry: "{{seconds}} 秒後重試。",
      offlineTrying: "正在重試……",
      tryNow: "立刻重試",
      lost: "實驗室 {{lab}} 已經結束，執行中的程式和 socket 也一起關閉：閒置太久，或伺服器重新啟動過。現在是新的實驗室，程式碼都還在。",
      serverSaid: "伺服器的訊息：{{message}}",
    },
  },
});
