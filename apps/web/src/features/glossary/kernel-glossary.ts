import { kernelFacts } from "@sockpit/protocol";
import type { Explanation } from "./explanation.js";

/** What the kernel's view names, apart from states. */
export type KernelTerm =
  | "acceptQueue"
  | "synQueue"
  | "receiveQueue"
  | "sendQueue"
  | "dropped"
  | "timeout"
  | "rtt"
  | "rto"
  | "cwnd"
  | "ssthresh"
  | "unacked"
  | "retransmits"
  | "mss";

export const kernelExplanations: Readonly<Record<KernelTerm, Explanation>> = {
  acceptQueue: {
    en: `Connections whose handshake is done and that accept() has not taken yet; Linux admits backlog + ${kernelFacts.acceptedBeyondBacklog} of them, because it takes the queue for full only when its length exceeds the backlog, so that capacity is what lengths are counted against here. When it is full, new SYNs are dropped, and clients send them again.`,
    "zh-TW": `三向交握（三次握手）已完成、還沒被 accept() 取走的連線；Linux 要等長度超過 backlog 才算滿，所以可以容納 backlog + ${kernelFacts.acceptedBeyondBacklog} 條，這裡的長度都以這個容量為分母。滿了之後，新的 SYN 會被丟棄，客戶端會再送一次。`,
    source: "listen(2)",
  },
  synQueue: {
    en: "Half-open connections, whose SYN came and was answered. The last ACK of the handshake is missing, or was not accepted: the accept queue was full, or TCP_DEFER_ACCEPT waits for data.",
    "zh-TW":
      "半開連線，SYN 已收到並回應。還差三向交握的最後一個 ACK，或 ACK 到了但沒被接受：accept 佇列已滿，或 TCP_DEFER_ACCEPT 還在等資料。",
    source: "tcp(7)",
  },
  receiveQueue: {
    en: "What arrived and the program has not read, beside SO_RCVBUF, which bounds the kernel's memory for it and not the data alone: a full one makes TCP tell the peer to stop (a zero window). A FIN is no data for the program, although tools such as ss count it as one byte; of UDP the kernel counts its memory, headers and all.",
    "zh-TW":
      "已送達、程式還沒讀的內容，旁邊是 SO_RCVBUF；它限制的是核心為此用掉的記憶體，不只是資料，滿了之後，TCP 會以零視窗要對方先停。FIN 對程式來說不是資料，雖然 ss 這類工具把它算成一個位元組；UDP 則是核心用掉的記憶體，連標頭也算在內。",
    source: "socket(7)",
  },
  dropped: {
    en: "Datagrams that arrived while the receive queue was full: the kernel threw them away. Neither sender nor receiver gets an error; reading sooner, or a larger SO_RCVBUF, helps.",
    "zh-TW":
      "送達時接收佇列已滿、被核心丟棄的資料報。傳送端和接收端都不會得到錯誤；早點讀取或加大 SO_RCVBUF 會有幫助。",
    source: "udp(7)",
  },
  sendQueue: {
    en: "What the program handed over and the peer has not acknowledged, beside SO_SNDBUF; a SYN or FIN is no data, although tools such as ss count each as one byte. When it is full, send() waits.",
    "zh-TW":
      "程式已交出、對方還沒確認的內容，旁邊是 SO_SNDBUF；SYN 和 FIN 不是資料，雖然 ss 這類工具把它們各算成一個位元組。滿了之後，send() 會等待。",
    source: "socket(7)",
  },
  timeout: {
    en: "How long calls on this socket wait, as set by settimeout(). Without it they wait until the kernel has an answer.",
    "zh-TW": "這個 socket 的呼叫最多等多久，由 settimeout() 設定。沒設就一直等到核心有答案。",
    source: "fcntl(2)",
  },
  rtt: {
    en: "Round-trip time: how long an acknowledgement takes to come back. It is smoothed, with its mean deviation.",
    "zh-TW": "往返時間：從送出到收到確認所需的時間。取平滑值，附平均偏差。",
    source: "RFC 6298",
  },
  rto: {
    en: "Retransmission timeout: how long the kernel waits for an acknowledgement. After that it sends the segment again.",
    "zh-TW": "重傳逾時：核心等待確認的時間。過了就重傳那個區段。",
    source: "RFC 6298",
  },
  cwnd: {
    en: "Congestion window: segments that may be on the way at once. It is the sender's own estimate of the network.",
    "zh-TW": "壅塞視窗：已送出、還沒確認的區段上限。這是傳送端對網路的估計。",
    source: "RFC 5681",
  },
  ssthresh: {
    en: "Slow start threshold: below it the congestion window doubles each round trip, above it reno adds one segment each and other algorithms grow in their own way. It is \u221e before the first loss.",
    "zh-TW":
      "慢速啟動門檻（ssthresh）：低於它時壅塞視窗每個往返加倍，高於它時 reno 每個往返只加一，其他演算法各有做法。第一次遺失前是 ∞。",
    source: "RFC 5681",
  },
  unacked: {
    en: "Segments sent and not acknowledged yet. They fill the congestion window.",
    "zh-TW": "已送出、還沒被確認的區段數。它們占用壅塞視窗。",
    source: "tcp(7)",
  },
  retransmits: {
    en: "Timeouts in a row without an answer. And all segments ever sent again on this connection.",
    "zh-TW": "目前連續逾時的次數。以及這條連線總共重傳過的區段數。",
    source: "tcp(7)",
  },
  mss: {
    en: "Maximum segment size: the most data that one packet of this connection carries. Each side announces its own in the SYN.",
    "zh-TW": "最大區段大小：這條連線一個封包最多裝多少資料。雙方在 SYN 裡各自說明。",
    source: "RFC 9293 \u00a73.7.1",
  },
};
