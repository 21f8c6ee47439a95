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
    en: "Connections whose handshake is done and that accept() has not taken yet. When it is full, Linux drops new SYNs, and clients try again.",
    "zh-TW":
      "三向交握已完成、還沒被 accept() 取走的連線。佇列滿了之後，Linux 會丟棄新的 SYN，客戶端只好重試。",
    source: "listen(2)",
  },
  synQueue: {
    en: "Half-open connections, whose SYN came and was answered. The last ACK of the handshake is missing.",
    "zh-TW": "半開連線，SYN 已收到並回應。還差三向交握的最後一個 ACK。",
    source: "tcp(7)",
  },
  receiveQueue: {
    en: "Bytes that arrived and that the program has not read, against SO_RCVBUF. When it is full, TCP tells the peer to stop: a zero window.",
    "zh-TW": "已送達、程式還沒讀的位元組，上限是 SO_RCVBUF。滿了之後，TCP 會以零視窗要對方先停。",
    source: "socket(7)",
  },
  dropped: {
    en: "Datagrams that arrived while the receive queue was full: the kernel threw them away. Neither sender nor receiver gets an error; reading sooner, or a larger SO_RCVBUF, helps.",
    "zh-TW":
      "送達時接收佇列已滿、被核心丟棄的資料報。傳送端和接收端都不會得到錯誤；早點讀取或加大 SO_RCVBUF 會有幫助。",
    source: "udp(7)",
  },
  sendQueue: {
    en: "Bytes that the program handed over and that the peer has not acknowledged, against SO_SNDBUF. When it is full, send() waits.",
    "zh-TW": "程式已交出、對方還沒確認的位元組，上限是 SO_SNDBUF。滿了之後，send() 會等待。",
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
    "zh-TW": "重送逾時：核心等待確認的時間。過了就重送那個區段。",
    source: "RFC 6298",
  },
  cwnd: {
    en: "Congestion window: segments that may be on the way at once. It is the sender's own estimate of the network.",
    "zh-TW": "壅塞視窗：可以同時在途的區段數。這是傳送端對網路的估計。",
    source: "RFC 5681",
  },
  ssthresh: {
    en: "Slow start threshold: below it the congestion window doubles each round trip, above it grows by one. It is \u221e before the first loss.",
    "zh-TW": "慢啟動門檻：低於它時壅塞視窗每個往返加倍，高於它時只加一。第一次遺失前是 ∞。",
    source: "RFC 5681",
  },
  unacked: {
    en: "Segments sent and not acknowledged yet. They fill the congestion window.",
    "zh-TW": "已送出、還沒被確認的區段數。它們占用壅塞視窗。",
    source: "tcp(7)",
  },
  retransmits: {
    en: "Timeouts in a row without an answer. And all segments ever sent again on this connection.",
    "zh-TW": "目前連續逾時的次數。以及這條連線總共重送過的區段數。",
    source: "tcp(7)",
  },
  mss: {
    en: "Maximum segment size: the most data that one packet of this connection carries. Each side tells its own in the SYN.",
    "zh-TW": "最大區段大小：這條連線一個封包最多裝多少資料。雙方在 SYN 裡各自說明。",
    source: "RFC 9293 \u00a73.7.1",
  },
};
