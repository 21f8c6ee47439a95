import type { MessageFlag, ReceivedFlag, TcpFlag } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

const HEADER = "RFC 9293 §3.1";

/** The flags of TCP's header. */
export const flagExplanations: Readonly<Record<TcpFlag, Explanation>> = {
  SYN: explain(
    "Opens a connection: seq is an initial sequence number. Both sides send one.",
    "開啟連線：seq 是起始序號。雙方各送一個。",
    HEADER,
  ),
  ACK: explain(
    "The acknowledgement number counts: every byte before it has arrived. Set in every segment after the first SYN, except in some RSTs.",
    "確認號碼有效：在它之前的位元組都收到了。除了第一個 SYN 和某些 RST，每個區段都有。",
    HEADER,
  ),
  PSH: explain(
    "The sender had nothing more to send at this point: usually a send() ended here. On Linux recv() does not wait for it; any data that has arrived is enough.",
    "傳送端送到這裡時沒有更多資料了，通常是一次 send() 的結尾。Linux 的 recv() 不會等這個旗標，有資料就會傳回。",
    "RFC 9293 §3.9.1.2",
  ),
  FIN: explain(
    "The sender has no more data. It takes up a sequence number, so that it can be acknowledged.",
    "傳送端沒有資料要送了。它占一個序號，所以對方可以確認它。",
    HEADER,
  ),
  RST: explain(
    "Ends the connection at once, or says that there is none. Data on the way is lost; on Linux recv() can still read what had arrived, and then fails with ECONNRESET.",
    "立刻結束連線，或表示根本沒有連線。還在路上的資料會遺失；在 Linux 上，recv() 還能讀到先前已送達的資料，之後才得到 ECONNRESET。",
    HEADER,
  ),
  URG: explain(
    "The urgent pointer counts: there is out-of-band data. MSG_OOB sends such.",
    "緊急指標有效：有頻外資料。用 MSG_OOB 送出的就是。",
    HEADER,
  ),
  ECE: explain(
    "Congestion was seen on the way (ECN). In a SYN it offers to use ECN.",
    "途中遇到壅塞（ECN）。在 SYN 裡表示願意使用 ECN。",
    "RFC 3168 §6.1",
  ),
  CWR: explain(
    "The sender has slowed down after a report of congestion (ECN). The reports may stop.",
    "收到壅塞回報後，傳送端已放慢速度（ECN）。對方可以停止回報。",
    "RFC 3168 §6.1",
  ),
  AE: explain(
    "Part of a counter of congestion marks, together with CWR and ECE (accurate ECN). In a SYN it offers to count so.",
    "和 CWR、ECE 一起組成壅塞標記的計數（精確 ECN）。在 SYN 裡表示願意這樣計數。",
    "RFC 9768 §3.1",
  ),
};

/** Flags of sending and receiving calls, and of the messages that they give. */
export const messageFlagExplanations: Readonly<Record<MessageFlag | ReceivedFlag, Explanation>> = {
  MSG_OOB: explain(
    "Out-of-band data: one urgent byte, the last of what is sent, that the receiver can read before the others. TCP marks it with URG.",
    "頻外資料：送出內容的最後一個位元組是緊急的，接收端可以先讀它。TCP 用 URG 標記。",
    "send(2)",
  ),
  MSG_PEEK: explain(
    "Look at the data and leave it in the queue. The next recv() begins with the same bytes.",
    "只看資料，不從佇列取走。下一次 recv() 會從同樣的位元組開始。",
    "recv(2)",
  ),
  MSG_DONTROUTE: explain(
    "Send to hosts on a directly connected network only. No gateway is used.",
    "只送給直接相連網路上的主機。不經過閘道。",
    "send(2)",
  ),
  MSG_DONTWAIT: explain(
    "This one call does not wait. Where it would have to, it fails with EAGAIN.",
    "只有這一次呼叫不等待。非等不可時會得到 EAGAIN。",
    "recv(2)",
  ),
  MSG_WAITALL: explain(
    "Wait until as many bytes have come as were asked for. The end of the stream, an error or a signal ends the wait earlier.",
    "等到要求的位元組數全部到齊。資料流結束、發生錯誤或收到訊號，都會讓等待提早結束。",
    "recv(2)",
  ),
  MSG_TRUNC: explain(
    "The datagram was longer than the buffer. What did not fit is lost.",
    "資料報比緩衝區長。放不下的部分遺失了。",
    "recv(2)",
  ),
  MSG_NOSIGNAL: explain(
    "Do not send SIGPIPE where the peer has gone. The call fails with EPIPE all the same.",
    "對方已離開時不送 SIGPIPE 訊號。呼叫仍會得到 EPIPE。",
    "send(2)",
  ),
  MSG_MORE: explain(
    "More data follows: hold back a partial segment. It goes out with the next send without this flag.",
    "後面還有資料，先別送不滿的區段。下一次不帶這個旗標的 send 會一起送出。",
    "send(2)",
  ),
  MSG_CTRUNC: explain(
    "Some ancillary data was dropped, because the buffer for it had no room. The message itself is whole.",
    "附帶資料的緩衝區不夠，丟掉了一部分。訊息本身是完整的。",
    "recv(2)",
  ),
  MSG_EOR: explain(
    "The data ends a record. TCP and UDP sockets never say so.",
    "資料到這裡是一筆紀錄的結尾。TCP 和 UDP 的 socket 不會有這個旗標。",
    "recv(2)",
  ),
};
