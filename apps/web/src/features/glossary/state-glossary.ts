import type { SocketState } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

const TCP_STATES = "RFC 9293 §3.3.2";

/** States of TCP, and what the kernel says of UDP and Unix sockets. */
export const stateExplanations: Readonly<Record<SocketState, Explanation>> = {
  CLOSED: explain(
    "No connection. The socket was made and not yet connected, or its connection is over.",
    "沒有連線。socket 剛建立、還沒連線，或連線已經結束。",
    TCP_STATES,
  ),
  LISTEN: explain(
    "Waiting for connections. The kernel finishes each handshake by itself and queues it for accept().",
    "等待連線進來。核心會自己完成三向交握，再把連線排進佇列等 accept() 取走。",
    TCP_STATES,
  ),
  "SYN-SENT": explain(
    "connect() has sent its SYN and waits for the answer. Without one the SYN is sent again, after 1, 2, 4 … seconds.",
    "connect() 已送出 SYN，正在等對方回應。沒有回應就重送，間隔 1、2、4……秒。",
    TCP_STATES,
  ),
  "SYN-RECEIVED": explain(
    "A SYN came in and was answered; the last ACK of the handshake is still missing. Until it comes, the connection stands in the SYN queue.",
    "收到 SYN 並已回應，還差三向交握的最後一個 ACK。在那之前，連線排在 SYN 佇列裡。",
    TCP_STATES,
  ),
  ESTABLISHED: explain(
    "The connection is open: both sides can send and receive. A connection that accept() has not taken yet is in this state too.",
    "連線已建立，雙方都能收送資料。還沒被 accept() 取走的連線也是這個狀態。",
    TCP_STATES,
  ),
  "FIN-WAIT-1": explain(
    "This side has closed and sent its FIN, which is not acknowledged yet. It can still receive.",
    "這一端已關閉並送出 FIN，對方還沒確認。這一端仍然可以收資料。",
    TCP_STATES,
  ),
  "FIN-WAIT-2": explain(
    "Our FIN was acknowledged. The other side has not closed yet, and may go on sending.",
    "對方確認了我們的 FIN，但還沒關閉自己那一端。對方仍然可以送資料。",
    TCP_STATES,
  ),
  "CLOSE-WAIT": explain(
    "The other side has closed; this program has not. recv() returns b'' until it calls close().",
    "對方已關閉，這個程式還沒。recv() 會一直回傳 b''，直到它呼叫 close()。",
    TCP_STATES,
  ),
  CLOSING: explain(
    "Both sides closed at the same moment. The acknowledgement of our FIN is on its way.",
    "雙方同時關閉。對我們 FIN 的確認還在路上。",
    TCP_STATES,
  ),
  "LAST-ACK": explain(
    "Both sides have closed, the other one first. Only the acknowledgement of our FIN is still to come.",
    "雙方都已關閉，對方先關。只等對方確認我們的 FIN。",
    TCP_STATES,
  ),
  "TIME-WAIT": explain(
    "Closed. The side that closed first keeps the address for about 60 seconds, so that late packets meet no new connection; meanwhile bind() to its port fails with EADDRINUSE.",
    "已關閉。先關閉的一方會把位址再保留約 60 秒，免得遲到的封包混進新連線；這段時間 bind() 到這個埠會得到 EADDRINUSE。",
    TCP_STATES,
  ),
  UNCONNECTED: explain(
    "Open, with no fixed peer. Each sendto() names its own.",
    "已開啟，沒有固定的對象。每次 sendto() 各自指定。",
    "connect(2)",
  ),
  CONNECTED: explain(
    "Has a fixed peer. send() goes there, and recv() takes only from there.",
    "有固定的對象。send() 都送給它，recv() 也只收它的。",
    "connect(2)",
  ),
};
