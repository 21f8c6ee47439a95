import { inBothLanguages } from "../../shared/in-both-languages.js";

export const chaptersStrings = inBothLanguages({
  en: {
    chapters: {
      label: "Chapters",
      fold: "Fold {{title}}",
      unfold: "Unfold {{title}}",
      titles: {
        handshake: "Three-way handshake",
        data: "Data",
        closing: "Closing",
        refused: "Refused",
        reset: "Reset",
        retransmission: "Retransmission",
        queueFull: "Queue full",
        datagrams: "Datagrams",
        connecting: "Connecting",
      },
      address: "{{name}}:{{port}}",
      withPort: "{{name}} (port {{port}})",
      handshake: "{{from}} opens a connection to {{to}} in {{packets}} packets",
      handshakeOpen: "{{from}} asks {{to}} for a connection: {{packets}} of 3 packets so far",
      handshakeBoth: "{{from}} and {{to}} open the same connection at the same time, in {{packets}} packets",
      letters:
        "{{client}} sends SYN with its initial sequence number A = {{a}}; {{server}} answers SYN-ACK with its own B = {{b}} and acknowledges A+1 = {{a1}}; {{client}} acknowledges B+1 = {{b1}}",
      data: "{{from}} sends {{forth}} to {{to}}, in {{packets}} segments",
      dataBoth: "{{from}} sends {{forth}}, {{to}} sends {{back}}, in {{packets}} segments",
      dataRepeated: "{{data}}; {{repeated}} of them are sent again",
      callsData: "{{from}} sends {{forth}} to {{to}}",
      callsDataBoth: "{{from}} sends {{forth}}, {{to}} sends {{back}}",
      closing: "{{from}} closes first, then {{to}}: FIN and ACK each way, {{packets}} packets",
      closingBoth: "{{from}} and {{to}} close at the same time: FIN and ACK each way, {{packets}} packets",
      closingHalf: "{{from}} has closed its direction; {{to}} can still send",
      closingCut: "{{from}} closes its direction; {{to}} never closes its own in order",
      refused:
        "{{from}} asks for port {{port}}, where nobody is listening: the kernel answers its SYN with RST",
      reset:
        "{{from}} breaks the connection off with RST: what {{to}} has not received yet is lost, and its next call fails",
      retransmission:
        "{{from}} sends {{bytes}} again, {{after}} after the first time, because no acknowledgement came",
      retransmissionFull:
        "{{from}} sends {{bytes}} again, {{after}} after the first time: the accept queue of {{to}} is full ({{length}} of {{capacity}}), so the kernel drops what comes for a new connection",
      retransmissionMany: "{{sentence}} ({{repeated}} times)",
      queueFull:
        "The accept queue of {{to}} is full ({{length}} of {{capacity}}): the kernel drops the SYN of {{from}}, which is sent again until there is room",
      datagrams_one: "{{from}} sends {{count}} datagram ({{forth}}) to {{to}}",
      datagrams_other: "{{from}} sends {{count}} datagrams ({{forth}}) to {{to}}",
      datagramsBoth:
        "{{from}} and {{to}} send each other {{packets}} datagrams: {{forth}} there, {{back}} back",
      datagramsDropped: "{{sentence}}; {{dropped}} of them are dropped, because its receive queue is full",
      datagramsRefused: "{{sentence}}, where nobody has the port: the kernel answers with an ICMP error",
      connecting: "{{from}} connects to {{to}}; such a connection has no packets to see",
    },
  },
  "zh-TW": {
    chapters: {
      label: "章節",
      fold: "收合「{{title}}」",
      unfold: "展開「{{title}}」",
      titles: {
        handshake: "三向交握（三次握手）",
        data: "資料傳輸",
        closing: "關閉連線",
        refused: "連線被拒",
        reset: "連線重設",
        retransmission: "重傳",
        queueFull: "佇列已滿",
        datagrams: "資料報",
        connecting: "建立連線",
      },
      address: "{{name}}:{{port}}",
      withPort: "{{name}}（埠 {{port}}）",
      handshake: "{{from}} 用 {{packets}} 個封包和 {{to}} 建立連線",
      handshakeOpen: "{{from}} 請求和 {{to}} 建立連線：3 個封包目前有 {{packets}} 個",
      handshakeBoth: "{{from}} 和 {{to}} 同時開啟同一條連線，共 {{packets}} 個封包",
      letters:
        "{{client}} 送出 SYN，帶著自己的起始序號 A = {{a}}；{{server}} 回應 SYN-ACK，帶著自己的起始序號 B = {{b}}，並確認 A+1 = {{a1}}；{{client}} 再確認 B+1 = {{b1}}",
      data: "{{from}} 傳送 {{forth}} 給 {{to}}，共 {{packets}} 個區段",
      dataBoth: "{{from}} 傳送 {{forth}}，{{to}} 傳送 {{back}}，共 {{packets}} 個區段",
      dataRepeated: "{{data}}，其中 {{repeated}} 個是重傳",
      callsData: "{{from}} 傳送 {{forth}} 給 {{to}}",
      callsDataBoth: "{{from}} 傳送 {{forth}}，{{to}} 傳送 {{back}}",
      closing: "{{from}} 先關閉，接著 {{to}} 關閉：兩個方向各有 FIN 和 ACK，共 {{packets}} 個封包",
      closingBoth: "{{from}} 和 {{to}} 同時關閉：兩個方向各有 FIN 和 ACK，共 {{packets}} 個封包",
      closingHalf: "{{from}} 已經關閉自己的方向；{{to}} 還可以傳送",
      closingCut: "{{from}} 關閉了自己的方向；{{to}} 沒有正常關閉另一個方向",
      refused: "{{from}} 想連到埠 {{port}}，但那裡無人監聽：核心用 RST 回應它的 SYN",
      reset: "{{from}} 用 RST 中斷連線：{{to}} 還沒收到的資料就此遺失，它的下一個呼叫會失敗",
      retransmission: "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}，因為一直沒有收到確認",
      retransmissionFull:
        "{{from}} 重新傳送 {{bytes}}，距離第一次 {{after}}：{{to}} 的 accept 佇列已滿（{{length}} / {{capacity}}），核心因此丟棄新連線送來的封包",
      retransmissionMany: "{{sentence}}（共 {{repeated}} 次）",
      queueFull:
        "{{to}} 的 accept 佇列已滿（{{length}} / {{capacity}}）：核心丟棄 {{from}} 的 SYN，它會一再重傳，直到有空位",
      datagrams_one: "{{from}} 傳送 {{count}} 個資料報（{{forth}}）給 {{to}}",
      datagrams_other: "{{from}} 傳送 {{count}} 個資料報（{{forth}}）給 {{to}}",
      datagramsBoth: "{{from}} 和 {{to}} 互相傳送 {{packets}} 個資料報：去 {{forth}}，回 {{back}}",
      datagramsDropped: "{{sentence}}；其中 {{dropped}} 個因為接收佇列已滿而被丟棄",
      datagramsRefused: "{{sentence}}，但那個埠沒有人使用：核心回應 ICMP 錯誤",
      connecting: "{{from}} 連線到 {{to}}；這種連線看不到封包",
    },
  },
});
