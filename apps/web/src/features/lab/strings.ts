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
      away: {
        connection: "The connection to the lab has ended. Looking for the reason …",
        network:
          "This computer is offline: it is connected to no network, so the server cannot be reached. Check Wi-Fi or the cable. The page connects again by itself; a lab is kept for some minutes.",
        server:
          "The server does not answer: nothing accepts connections there. If it is yours, start it again (npm start); else ask the person who runs it. Your code is kept in this browser.",
        answer:
          "Nothing comes back from the server: requests get lost on the way, or it is overloaded. Check the network, a VPN or a proxy. Calls that wait cannot return until there is a connection again.",
        labHost:
          "The server is there, but the process that held the lab has ended. Another one is being started, with a new lab.",
      },
      lost: {
        labHost:
          "Lab {{lab}} is lost: the process that held it ended unexpectedly, and with it its programs and sockets. The server is there, and this is a new lab: run your programs again. Your code is unchanged.",
        server:
          "Lab {{lab}} is lost: the server was restarted, which ended its programs and sockets. This is a new lab: run your programs again. Your code is unchanged.",
        unused:
          "Lab {{lab}} has ended: nobody was connected to it for a while, or it was closed. Its programs and sockets ended with it. This is a new lab: run your programs again. Your code is unchanged.",
      },
      serverSaid: "The server said: {{message}}",
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
      away: {
        connection: "與實驗室的連線中斷了，正在找原因……",
        network:
          "這台電腦離線了：沒有連上任何網路，所以連不到伺服器。請檢查 Wi-Fi 或網路線。頁面會自己重新連線；實驗室會保留幾分鐘。",
        server:
          "伺服器沒有回應：那裡沒有程式接受連線。如果是你自己的伺服器，請重新啟動（npm start）；否則請聯絡管理者。程式碼保存在這個瀏覽器裡。",
        answer:
          "伺服器沒有傳回任何東西：請求或回應遺失了，或伺服器忙不過來。請檢查網路、VPN 或代理伺服器。恢復連線之前，等待中的呼叫無法傳回。",
        labHost: "伺服器還在，但負責這個實驗室的行程已經結束。正在啟動新的行程和新的實驗室。",
      },
      lost: {
        labHost:
          "實驗室 {{lab}} 中斷了：負責它的行程意外結束，程式和 socket 也一起結束。伺服器還在，現在是新的實驗室，請重新執行程式。程式碼沒有改變。",
        server:
          "實驗室 {{lab}} 中斷了：伺服器重新啟動過，程式和 socket 都結束了。現在是新的實驗室，請重新執行程式。程式碼沒有改變。",
        unused:
          "實驗室 {{lab}} 已經結束：有一段時間沒有人連線，或已被關閉。程式和 socket 也一起結束。現在是新的實驗室，請重新執行程式。程式碼沒有改變。",
      },
      serverSaid: "伺服器的訊息：{{message}}",
    },
  },
});
