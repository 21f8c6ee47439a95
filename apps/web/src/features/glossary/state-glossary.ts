import { kernelFacts, type SocketState, synWaitsSeconds } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

const TCP_STATES = "RFC 9293 §3.3.2";

/** "1, 1, 1, 1, 1, 2, 4": as far as it is of interest. */
const synWaits = synWaitsSeconds().slice(0, kernelFacts.synLinearTimeouts + 3);
const { timeWaitSeconds, finTimeoutSeconds } = kernelFacts;

/** States of TCP, and what the kernel says of UDP and Unix sockets. */
export const stateExplanations: Readonly<Record<SocketState, Explanation>> = {
  CLOSED: explain(
    "No connection. The socket was made and not yet connected, or its connection is over.",
    "沒有連線。socket 剛建立、還沒連線，或連線已經結束。",
    TCP_STATES,
  ),
  LISTEN: explain(
    "Waiting for connections. The kernel finishes each handshake by itself and queues it for accept().",
    "等待連線進來。核心會自己完成三向交握（三次握手），再把連線排進佇列等 accept() 取走。",
    TCP_STATES,
  ),
  "SYN-SENT": explain(
    `connect() has sent its SYN and waits for the answer. Without one the SYN is sent again, on Linux after ${synWaits.join(", ")} … seconds (tcp_syn_linear_timeouts, tcp_syn_retries).`,
    `connect() 已送出 SYN，正在等對方回應。沒有回應就重傳，Linux 的間隔是 ${synWaits.join("、")}……秒（由 tcp_syn_linear_timeouts 和 tcp_syn_retries 決定）。`,
    TCP_STATES,
  ),
  "SYN-RECEIVED": explain(
    "A SYN came in and was answered; the last ACK of the handshake is still missing, or was not accepted because the accept queue is full or TCP_DEFER_ACCEPT waits for data. Until then the connection is in the SYN queue.",
    "收到 SYN 並已回應，還差三向交握的最後一個 ACK；也可能 ACK 到了，但 accept 佇列已滿，或 TCP_DEFER_ACCEPT 還在等資料。在那之前，連線排在 SYN 佇列裡。",
    TCP_STATES,
  ),
  ESTABLISHED: explain(
    "The connection is open: both sides can send and receive. A connection that accept() has not taken yet is in this state too.",
    "連線已建立，雙方都能收送資料。還沒被 accept() 取走的連線也是這個狀態。",
    TCP_STATES,
  ),
  "FIN-WAIT-1": explain(
    "This side has sent its FIN, which is not acknowledged yet. After shutdown() the program can still receive; after close() nobody reads any more, and data that arrives is answered by RST.",
    "這一端已送出 FIN，對方還沒確認。如果是 shutdown()，程式仍然可以收資料；如果是 close()，就沒有人讀了，再送來的資料會換來 RST。",
    TCP_STATES,
  ),
  "FIN-WAIT-2": explain(
    `Our FIN was acknowledged; the other side has not closed yet. After shutdown() it may go on sending; after close() Linux gives the connection up when ${finTimeoutSeconds} seconds (tcp_fin_timeout) have passed.`,
    `對方確認了我們的 FIN，但還沒關閉自己那一端。如果是 shutdown()，對方仍然可以送資料；如果是 close()，Linux 等 ${finTimeoutSeconds} 秒（tcp_fin_timeout）後就放棄這條連線。`,
    TCP_STATES,
  ),
  "CLOSE-WAIT": explain(
    "The other side has sent its FIN; this program has not closed yet. recv() returns what is still queued and then b'', again and again; sending is still possible.",
    "對方已送出 FIN，這個程式還沒關閉。recv() 先傳回佇列裡剩下的資料，之後一直傳回 b''；這時仍然可以送資料。",
    TCP_STATES,
  ),
  CLOSING: explain(
    "Both sides closed at the same moment: the other side's FIN came before it had acknowledged ours. Only that acknowledgement is still to come.",
    "雙方同時關閉：對方還沒確認我們的 FIN，它自己的 FIN 就到了。只差對方的確認。",
    TCP_STATES,
  ),
  "LAST-ACK": explain(
    "Both sides have closed, the other one first. Only the acknowledgement of our FIN is still to come.",
    "雙方都已關閉，對方先關。只等對方確認我們的 FIN。",
    TCP_STATES,
  ),
  "TIME-WAIT": explain(
    `Closed; the side that sent its FIN first keeps the pair of addresses for ${timeWaitSeconds} seconds, so that late packets meet no new connection. Meanwhile bind() to its port fails with EADDRINUSE, unless SO_REUSEADDR was set on the socket that had the port before (a server's listening socket) and is set on the new one.`,
    `已關閉；先送出 FIN 的一方會把這對位址再保留 ${timeWaitSeconds} 秒，免得遲到的封包混進新連線。這段時間 bind() 到這個埠會得到 EADDRINUSE，除非先前用這個埠的 socket（例如伺服器的監聽 socket）和新的 socket 都設了 SO_REUSEADDR。`,
    TCP_STATES,
  ),
  UNCONNECTED: explain(
    "Open, with no fixed peer. A datagram socket names one in each sendto(); a Unix stream has to connect first.",
    "已開啟，沒有固定的對象。資料報 socket 每次 sendto() 各自指定；Unix 資料流要先連線。",
    "connect(2)",
  ),
  CONNECTED: explain(
    "Has a fixed peer: send() goes there, and the kernel accepts only what comes from there. Datagrams that a UDP socket received before connect() stay in its queue.",
    "有固定的對象：send() 都送給它，核心也只收它送來的。UDP socket 在 connect() 之前收到的資料報仍留在佇列裡。",
    "connect(2)",
  ),
};
