import { inBothLanguages } from "../../shared/in-both-languages.js";

export const hintsStrings = inBothLanguages({
  en: {
    hints: {
      label: "What this means",
      freshNetwork: "Reset network",
      dismiss: "Dismiss",
      goToLine: "Line {{line}}",
      addressHeld:
        "{{address}} is taken: {{holder}} has a socket on that port. Stop it, or use another port.",
      addressInTimeWait:
        "A connection of an earlier run is still in TIME-WAIT on {{address}}, for about a minute. Wait, use another port, or reset the network. A server that sets SO_REUSEADDR before every bind() avoids this.",
      addressInUse: "{{address}} is in use. Use another port, or reset the network.",
      refused: "Nobody is listening on {{address}}. Run the server first, and compare the port numbers.",
      connectTimedOut: "{{address}} did not answer. Is the address right? Is the server's queue full?",
      timedOut: "The timeout set by settimeout() expired before the call could finish.",
      accessDenied: "The kernel does not permit {{address}}. Use a port from 1024 up.",
      addressNotAvailable:
        "No interface here has the address {{address}}. Try 127.0.0.1, or '' for all of them.",
      networkUnreachable: "The lab's network is not connected to any other. Use 127.0.0.1.",
      notConnected:
        "This socket is not connected. A client calls connect() first; a server talks on the socket that accept() returned.",
      sendingShut: "The program has shut down sending on this socket: it can only receive now.",
      connectionLost: "The other side closed the connection or ended with an error. Look at its output.",
      familyNotSupported:
        "This address family is not available here. A shared loopback (mapped) has no IPv6.",
      addressNotAllowed: "Programs of a lab may only use the lab's own addresses. Use 127.0.0.1.",
    },
  },
  "zh-TW": {
    hints: {
      label: "這是什麼意思",
      freshNetwork: "重設網路",
      dismiss: "關閉",
      goToLine: "第 {{line}} 行",
      addressHeld: "{{address}} 已被占用：{{holder}} 在這個埠上有 socket。請先停止它，或換一個埠。",
      addressInTimeWait:
        "先前的連線還停在 {{address}} 的 TIME-WAIT，大約一分鐘。可以等一下、換一個埠，或重設網路。伺服器每次 bind() 之前都設定 SO_REUSEADDR，就不會遇到。",
      addressInUse: "{{address}} 正在使用中。請換一個埠，或重設網路。",
      refused: "{{address}} 沒有程式在監聽。請先執行伺服器，並核對兩邊的埠號。",
      connectTimedOut: "{{address}} 沒有回應。位址對嗎？伺服器的佇列是不是滿了？",
      timedOut: "呼叫還沒完成，settimeout() 設定的時間就到了。",
      accessDenied: "核心不允許使用 {{address}}。1024 以上的埠都可以用。",
      addressNotAvailable: "沒有任何網路介面使用 {{address}}。試試 127.0.0.1，或用 '' 代表全部。",
      networkUnreachable: "實驗室的網路只通到自己，請用 127.0.0.1。",
      notConnected:
        "這個 socket 還沒連線。客戶端要先呼叫 connect()；伺服器要用 accept() 傳回的 socket 收送資料。",
      sendingShut: "程式已用 shutdown() 關閉這個 socket 的傳送方向，之後只能接收。",
      connectionLost: "對方不在了：已關閉，或發生錯誤而結束。看看它的輸出。",
      familyNotSupported: "這裡不支援這種位址家族。共用 loopback（對映）沒有 IPv6。",
      addressNotAllowed: "實驗室的程式只能用實驗室自己的位址，請用 127.0.0.1。",
    },
  },
});
