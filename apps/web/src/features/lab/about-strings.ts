import { inBothLanguages } from "../../shared/in-both-languages.js";

declare module "../../shared/translation.js" {
  interface PageTexts extends AboutLabTexts {}
}

type AboutLabTexts = (typeof aboutLabStrings)["en"];

/** Fetched after the page can be used, with what explains a lab, says what is wrong with it, and makes another: keys begin with "aboutLab.". */
export const aboutLabStrings = inBothLanguages({
  en: {
    aboutLab: {
      offlineRetry: "Next try in {{seconds}} s.",
      offlineTrying: "Trying now …",
      tryNow: "Try now",
      serverSaid: "The server said: {{message}}",
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
      isolatedTitle: "A network of its own",
      isolatedText:
        "This lab has a network namespace to itself: its own 127.0.0.1 and all 65,535 ports. Nothing in it reaches the server's network, and no other lab can see it.",
      mappedTitle: "A block of the server's loopback",
      mappedText:
        "Here labs share the server's loopback, each with a block of addresses to itself. Your programs see 127.0.0.1 as usual; two labs never collide on one port. There is no IPv6.",
      reason: "Why: {{reason}}",
      id: "Lab",
      server: "Server",
      processes: "Processes started",
      droppedEvents: "Unrecognised events",
      title: "New lab",
      kind: "Network of the lab",
      oneHost: "One host",
      oneHostText: "All programs share one loopback, 127.0.0.1. Nothing is ever lost or late.",
      wire: "Hosts on a wire",
      wireText:
        "Two to four hosts, each with an address of its own. What programs on different hosts send each other takes its time, can be lost, and can be held.",
      noWire: "This server has no wires: {{reason}}",
      olderServer: "it is an older one",
      host: "Host {{number}}",
      add: "Add a host",
      remove: "Remove host {{number}}",
      make: "Make the lab",
      cancel: "Cancel",
      faults: {
        missing: "A host needs a name.",
        localhost: "Every host calls itself localhost. Choose another name.",
        tooLong: "A name has {{max}} characters at most.",
        notAllowed: "a to z, 0 to 9 and hyphens; a letter first, no hyphen at the end.",
        taken: "Another host has this name.",
      },
      factsTitle: "Hosts on a wire",
      factsText:
        'Each host is a network namespace with its own 127.0.0.1 and its own ports. Programs reach another host by its name: connect(("{{host}}", 8088)).',
      hosts: "Hosts",
      madeOf: "Wire of",
      tun: "TUN devices",
      veth: "veth pairs",
    },
  },
  "zh-TW": {
    aboutLab: {
      offlineRetry: "{{seconds}} 秒後重試。",
      offlineTrying: "正在重試……",
      tryNow: "立刻重試",
      serverSaid: "伺服器的訊息：{{message}}",
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
      isolatedTitle: "自己的網路",
      isolatedText:
        "這個實驗室有自己的網路命名空間：自己的 127.0.0.1 和全部 65,535 個埠。裡面的程式碰不到伺服器的網路，別的實驗室也看不到它。",
      mappedTitle: "伺服器 loopback 上的一段位址",
      mappedText:
        "這裡的實驗室共用伺服器的 loopback，各有自己的一段位址。你的程式看到的仍是 127.0.0.1，兩個實驗室用同一個埠也不會相撞。這裡沒有 IPv6。",
      reason: "原因：{{reason}}",
      id: "實驗室",
      server: "伺服器",
      processes: "行程（程序）總數",
      droppedEvents: "無法辨識的事件",
      title: "新的實驗室",
      kind: "實驗室的網路",
      oneHost: "一台主機",
      oneHostText: "所有程式共用一個 loopback：127.0.0.1。封包不會遺失，也不會遲到。",
      wire: "以線路相連的主機",
      wireText: "二到四台主機，各有自己的位址。不同主機上的程式互傳的封包需要時間，可能遺失，也可以攔住。",
      noWire: "這個伺服器沒有線路：{{reason}}",
      olderServer: "版本較舊",
      host: "主機 {{number}}",
      add: "加一台主機",
      remove: "移除主機 {{number}}",
      make: "建立實驗室",
      cancel: "取消",
      faults: {
        missing: "主機要有名稱。",
        localhost: "每台主機都稱自己為 localhost，請用別的名稱。",
        tooLong: "名稱最多 {{max}} 個字元。",
        notAllowed: "只能用 a 到 z、0 到 9 和連字號；以字母開頭，不以連字號結尾。",
        taken: "另一台主機已用這個名稱。",
      },
      factsTitle: "以線路相連的主機",
      factsText:
        '每台主機是一個網路命名空間，有自己的 127.0.0.1 和自己的埠。程式用名稱連到另一台主機：connect(("{{host}}", 8088))。',
      hosts: "主機",
      madeOf: "線路",
      tun: "TUN 裝置",
      veth: "成對的 veth",
    },
  },
});
