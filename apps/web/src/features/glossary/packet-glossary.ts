import type { DatagramNote, PacketNote, TcpOption } from "@sockpit/protocol";
import type { Explanation } from "./explanation.js";

type Glossary = Readonly<Partial<Record<string, Explanation>>>;

/** What a packet is, by the name that stands on its arrow. */
export const packetExplanations: Glossary = {
  SYN: {
    en: "Asks to open a connection. It carries the sender's initial sequence number, which is random, and takes up one number itself.",
    "zh-TW": "請求開啟連線，帶著傳送端隨機產生的起始序號。SYN 本身也占一個序號。",
    source: "RFC 9293 §3.5",
  },
  "SYN-ACK": {
    en: "The listening kernel agrees and acknowledges the SYN: ack is its number + 1. It sends an initial sequence number of its own along.",
    "zh-TW": "監聽端的核心同意連線，並確認對方的 SYN：ack 是對方序號 + 1。同時送出自己的起始序號。",
    source: "RFC 9293 §3.5",
  },
  ACK: {
    en: "Acknowledges: every byte before the number ack has arrived, and this one is expected next. It carries no data.",
    "zh-TW": "確認：ack 之前的位元組都收到了，接下來等這一個。它不帶資料。",
    source: "RFC 9293 §3.4",
  },
  DATA: {
    en: "A segment with payload. seq numbers its first byte; the receiver's kernel queues it until recv() takes it.",
    "zh-TW": "帶資料的區段，seq 是第一個位元組的編號。對方的核心先排進接收佇列，等 recv() 取走。",
    source: "RFC 9293 §3.4",
  },
  URG: {
    en: "A segment with urgent (out-of-band) data. MSG_OOB sent it.",
    "zh-TW": "帶有緊急（頻外）資料的區段。由 MSG_OOB 送出。",
    source: "RFC 9293 §3.8.5",
  },
  "FIN-ACK": {
    en: "The sender has closed its direction and will send no more: recv() on the other side returns what came before, then b''. The ACK in it acknowledges what the sender has received.",
    "zh-TW":
      "傳送端關閉了自己的方向，不再送了：對方的 recv() 會先得到之前的資料，之後得到 b''。其中的 ACK 是確認先前收到的資料。",
    source: "RFC 9293 §3.6",
  },
  FIN: {
    en: "The sender will send no more, because of close(), shutdown() or the end of its program. recv() on the other side returns what came before, then b''.",
    "zh-TW":
      "傳送端不再送了，由 close()、shutdown() 或程式結束送出。對方的 recv() 會先得到之前的資料，之後得到 b''。",
    source: "RFC 9293 §3.6",
  },
  RST: {
    en: "Ends the connection at once, or says that there is none. Nobody is listening there, the socket was closed with data unread or received data after close(), or SO_LINGER asked for it.",
    "zh-TW":
      "立刻中斷連線，或表示根本沒有連線。原因是那裡沒有程式在監聽、資料沒讀完就關閉、close() 之後還收到資料，或 SO_LINGER 要求這麼做。",
    source: "RFC 9293 §3.5.2",
  },
  UDP: {
    en: "One datagram, which arrives whole or not at all. Nobody acknowledges it.",
    "zh-TW": "一個資料報，不是整個送達，就是完全沒到。也不會有人確認。",
    source: "RFC 768",
  },
  "ICMP port unreachable": {
    en: "The kernel at that address reports: no socket has this UDP port. A connected UDP socket then gets ECONNREFUSED.",
    "zh-TW": "那個位址的核心回報：沒有 socket 用這個 UDP 埠。已連線的 UDP socket 會因此得到 ECONNREFUSED。",
    source: "RFC 792",
  },
  "ICMPv6 port unreachable": {
    en: "The kernel at that address reports: no socket has this UDP port. A connected UDP socket then gets ECONNREFUSED.",
    "zh-TW": "那個位址的核心回報：沒有 socket 用這個 UDP 埠。已連線的 UDP socket 會因此得到 ECONNREFUSED。",
    source: "RFC 4443 §3.1",
  },
  ARP: {
    en: "Finds the MAC address that belongs to an IPv4 address on the same link: the question goes to all, and the one whose address it is answers. The kernel keeps the answer for a while, so that only the first packets wait for it.",
    "zh-TW":
      "找出同一條鏈路上某個 IPv4 位址對應的 MAC 位址：詢問送給所有主機，擁有該位址的主機回答。核心會把答案保留一陣子，所以只有最初的封包要等。",
    source: "RFC 826",
  },
  "ICMPv6 neighbour solicitation": {
    en: "Asks for the MAC address that belongs to an IPv6 address on the same link, or whether the host is still there. It does for IPv6 what ARP does for IPv4.",
    "zh-TW":
      "詢問同一條鏈路上某個 IPv6 位址對應的 MAC 位址，或確認那台主機還在不在。它在 IPv6 中的作用和 IPv4 的 ARP 相同。",
    source: "RFC 4861 §4.3",
  },
  "ICMPv6 neighbour advertisement": {
    en: "Answers a neighbour solicitation with the MAC address. The kernel that asked can now send its packets there.",
    "zh-TW": "用 MAC 位址回答鄰居請求。詢問的核心現在可以把封包送過去了。",
    source: "RFC 4861 §4.4",
  },
};

/** What is odd about a packet, in Wireshark's words. */
export const noteExplanations: Readonly<Record<PacketNote | DatagramNote, Explanation>> = {
  "receive-queue-full": {
    en: "The datagram arrived, but the receive queue of its socket was full: the kernel threw it away. UDP sends nothing again and tells nobody.",
    "zh-TW": "資料報送到了，但 socket 的接收佇列已滿，被核心丟棄。UDP 不會重傳，也不會告訴任何人。",
    source: "udp(7)",
  },
  retransmission: {
    en: "Bytes that were sent before are sent again, because no acknowledgement of them has come. Why just now, a second note says where it is certain; after a timeout, the rest of what is missing follows.",
    "zh-TW":
      "先前送過的位元組沒收到確認，所以再送一次。能確定是什麼促成的，會另外註記；逾時之後，其餘缺少的部分會接著重傳。",
    source: "RFC 9293 §3.8.1",
  },
  rto: {
    en: "The retransmission timer ended, since nothing new was acknowledged for the time of the RTO: the first missing segment is sent again, and the congestion window begins at one segment. The wait doubles with each attempt; Linux sends a SYN again a few times (tcp_syn_linear_timeouts) before it begins to double.",
    "zh-TW":
      "在 RTO 這段時間內沒有新的確認，重傳計時器到期：重傳第一個缺少的區段，壅塞視窗從一個區段重新開始。每次重傳等待的時間加倍；SYN 則由 Linux 先以固定間隔重傳幾次（tcp_syn_linear_timeouts），之後才加倍。",
    source: "RFC 6298 §5",
  },
  "tail-loss-probe": {
    en: "The last segment is sent again before the retransmission timer ends, since nothing behind it could bring duplicate ACKs. The acknowledgement that it brings shows what is missing.",
    "zh-TW":
      "最後一個區段後面沒有別的區段能引來重複的 ACK，所以在重傳計時器到期之前就再送一次。探測引來的確認會顯示缺了什麼。",
    source: "RFC 8985 §7",
  },
  "fast-retransmission": {
    en: "Sent again without waiting for the timer. Duplicate ACKs, or selective acknowledgements of later segments, said that it was missing.",
    "zh-TW": "不等計時器就再送一次。重複的 ACK，或對後面區段的選擇性確認，表示這一段沒到。",
    source: "RFC 5681 §3.2",
  },
  "spurious-retransmission": {
    en: "Sent again although it had arrived. The receiver had acknowledged it already.",
    "zh-TW": "其實已經送到，卻又送了一次。對方早就確認過了。",
    source: "RFC 5682",
  },
  "duplicate-ack": {
    en: "The same acknowledgement once more. Something arrived, but not the segment that is expected next.",
    "zh-TW": "又一個相同的確認。有東西到了，但不是接下來該到的那一段。",
    source: "RFC 5681 §2",
  },
  "zero-window": {
    en: "The receiver's buffer is full: it asks the sender to stop until recv() has made room. A blocking send() waits once the sender's own send queue is full too.",
    "zh-TW":
      "接收端的緩衝區滿了，請傳送端停一停，等 recv() 騰出空間。傳送端自己的傳送佇列也滿了之後，send() 才會停下來等。",
    source: "RFC 9293 §3.8.6",
  },
  "zero-window-probe": {
    en: "The sender asks whether there is room again. It uses a segment that the receiver need not take.",
    "zh-TW": "傳送端探問對方有沒有空間了。它用的區段對方可以不收。",
    source: "RFC 9293 §3.8.6.1",
  },
  "window-update": {
    en: "Nothing new is acknowledged. The receiver only says how much room it has now.",
    "zh-TW": "沒有確認新的資料。只是告訴對方現在還有多少空間。",
    source: "RFC 9293 §3.8.6",
  },
  "window-full": {
    en: "This segment fills the receiver's window. Nothing more may be sent before the receiver has made room.",
    "zh-TW": "這一段剛好填滿接收端的視窗。在接收端騰出空間之前不能再送。",
    source: "RFC 9293 §3.8.6",
  },
  "keep-alive": {
    en: "Nothing to send, only a question whether the other side is still there. SO_KEEPALIVE asks for these.",
    "zh-TW": "沒有資料要送，只是問對方還在不在。由 SO_KEEPALIVE 開啟。",
    source: "RFC 9293 §3.8.4",
  },
  "keep-alive-ack": {
    en: "The answer to a keep-alive. The other side is still there.",
    "zh-TW": "對保持連線探問的回答。對方還在。",
    source: "RFC 9293 §3.8.4",
  },
  "out-of-order": {
    en: "Arrived while bytes before it are missing. The kernel keeps it aside until these have come, and answers with a duplicate ACK.",
    "zh-TW": "到達時，前面還有位元組沒到。核心先把它留著，等缺少的部分到齊，並回覆重複的 ACK。",
    source: "RFC 9293 §3.10.7.4",
  },
  "previous-segment-not-captured": {
    en: "A segment before this one was not seen. It was lost, or the capture missed it.",
    "zh-TW": "這一段之前有一段沒有看到。可能遺失了，也可能是沒擷取到。",
    source: "RFC 9293 §3.4",
  },
  reset: {
    en: "The connection ends here. The four segments of an orderly close do not come.",
    "zh-TW": "連線在這裡結束。不會有正常關閉的四個區段。",
    source: "RFC 9293 §3.5.2",
  },
  "port-reused": {
    en: "A new connection between the same two addresses and ports as one before. Its numbers begin anew.",
    "zh-TW": "新連線用了和先前一條相同的位址和埠。序號重新開始。",
    source: "RFC 9293 §3.6.1",
  },
};

/** The options of TCP's header. */
export const tcpOptionExplanations: Readonly<Record<TcpOption["kind"], Explanation>> = {
  MSS: {
    en: "The largest payload that the sender can take in one segment. On loopback that is nearly 64 KiB.",
    "zh-TW": "傳送端一個區段最多能收的資料量。在 loopback 上將近 64 KiB。",
    source: "RFC 9293 §3.7.1",
  },
  "SACK-PERMITTED": {
    en: "Selective acknowledgements may be used. With them a receiver can say which later segments it has.",
    "zh-TW": "可以使用選擇性確認。接收端能用它說明哪些後面的區段已經收到。",
    source: "RFC 2018 §2",
  },
  SACK: {
    en: "Segments beyond a hole that have arrived. The sender need not send them again.",
    "zh-TW": "缺口之後已經收到的區段。傳送端不必重傳這些。",
    source: "RFC 2018 §3",
  },
  "WINDOW-SCALE": {
    en: "The sender's windows count in units of two to this power. That way they can exceed 64 KiB.",
    "zh-TW": "傳送端的視窗以 2 的這個次方為單位。這樣才能超過 64 KiB。",
    source: "RFC 7323 §2",
  },
  TIMESTAMPS: {
    en: "The sender's clock, and the peer's as seen last. Round trips are measured with them.",
    "zh-TW": "傳送端的時鐘，以及最近看到的對方時鐘。用來測量往返時間。",
    source: "RFC 7323 §3",
  },
  "FAST-OPEN": {
    en: "A cookie with which data may come along in the SYN. An empty one asks for it.",
    "zh-TW": "一個 cookie，讓資料可以隨 SYN 一起送。空的表示索取 cookie。",
    source: "RFC 7413 §4.1.1",
  },
  OTHER: {
    en: "An option that this page does not read. Receivers pass over those they do not know.",
    "zh-TW": "這個頁面不解讀的選項。接收端會略過不認得的選項。",
    source: "RFC 9293 §3.1",
  },
};
