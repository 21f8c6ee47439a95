import type { CommandName, ErrnoName, SocketState } from "@sockpit/protocol";
import type { Language } from "../models/settings.js";

/** One or two sentences, in each language of the page, and where to read on: a manual page, an RFC's section. */
export type Explanation = Readonly<Record<Language, string>> & { readonly source?: string };

/** States of TCP by RFC 9293 §3.3.2, and what the kernel says of UDP and Unix sockets. */
export const stateExplanations: Readonly<Record<SocketState, Explanation>> = {
  CLOSED: {
    en: "No connection. A socket that was made and not yet bound, or whose connection is over.",
    "zh-TW": "沒有連線：socket 剛建立、還沒綁定，或連線已經結束。",
  },
  LISTEN: {
    en: "Waiting for connections. The kernel finishes each handshake by itself and queues it for accept().",
    "zh-TW": "等待連線進來。核心會自己完成三向交握，再把連線排進佇列等 accept() 取走。",
  },
  "SYN-SENT": {
    en: "connect() has sent its SYN and waits for the answer.",
    "zh-TW": "connect() 已送出 SYN，正在等對方回應。",
  },
  "SYN-RECEIVED": {
    en: "A SYN came in and was answered; the last ACK of the handshake is still missing.",
    "zh-TW": "收到 SYN 並已回應，還差三向交握的最後一個 ACK。",
  },
  ESTABLISHED: {
    en: "The connection is open: both sides can send and receive.",
    "zh-TW": "連線已建立，雙方都能收送資料。",
  },
  "FIN-WAIT-1": {
    en: "This side has closed and sent its FIN, which is not acknowledged yet.",
    "zh-TW": "這一端已關閉並送出 FIN，對方還沒確認。",
  },
  "FIN-WAIT-2": {
    en: "Our FIN was acknowledged. The other side has not closed yet.",
    "zh-TW": "對方確認了我們的 FIN，但還沒關閉自己那一端。",
  },
  "CLOSE-WAIT": {
    en: "The other side has closed; this program has not. recv() returns b'' until it calls close().",
    "zh-TW": "對方已關閉，這個程式還沒。recv() 會一直回傳 b''，直到它呼叫 close()。",
  },
  CLOSING: {
    en: "Both sides closed at the same moment; the last acknowledgement is on its way.",
    "zh-TW": "雙方同時關閉，最後一個確認還在路上。",
  },
  "LAST-ACK": {
    en: "Both sides have closed; the acknowledgement of our FIN is still to come.",
    "zh-TW": "雙方都已關閉，只等對方確認我們的 FIN。",
  },
  "TIME-WAIT": {
    en: "Closed. The side that closed first keeps the address for about 60 seconds, so that late packets meet no new connection. Meanwhile bind() to its port fails with EADDRINUSE.",
    "zh-TW":
      "已關閉。先關閉的一方會把位址再保留約 60 秒，免得遲到的封包混進新連線；這段時間 bind() 到這個埠會得到 EADDRINUSE。",
  },
  UNCONNECTED: {
    en: "Open, with no fixed peer: each sendto() names its own.",
    "zh-TW": "已開啟，沒有固定的對象，每次 sendto() 各自指定。",
  },
  CONNECTED: {
    en: "Has a fixed peer: send() goes there, and recv() takes only from there.",
    "zh-TW": "有固定的對象：send() 都送給它，recv() 也只收它的。",
  },
};

/** The errors that a learner meets; for others the kernel's own message has to do. */
export const errnoExplanations: Readonly<Partial<Record<ErrnoName | "timeout", Explanation>>> = {
  EADDRINUSE: {
    en: "Another socket has this address and port, or a connection on it is still in TIME-WAIT.",
    "zh-TW": "這個位址和埠已有別的 socket 在用，或是上面還有連線停在 TIME-WAIT。",
  },
  EADDRNOTAVAIL: {
    en: "No interface of this network has that address, so nothing can be bound to it.",
    "zh-TW": "這個網路裡沒有任何介面是這個位址，所以綁不上去。",
  },
  ECONNREFUSED: {
    en: "The machine answered, but nothing listens on that port.",
    "zh-TW": "機器有回應，但那個埠上沒有程式在 listen。",
  },
  ECONNRESET: {
    en: "The other side broke the connection off with RST, often because it closed with data unread.",
    "zh-TW": "對方用 RST 中斷了連線，常見原因是它還有資料沒讀就關閉。",
  },
  EPIPE: {
    en: "Sending into a connection that is closed at the other end, or was shut down for sending here.",
    "zh-TW": "往已經關閉的連線送資料：對方關了，或這一端已 shutdown 傳送方向。",
  },
  ETIMEDOUT: {
    en: "No answer came: packets were sent again several times, then the kernel gave up.",
    "zh-TW": "一直沒有回應，核心重送幾次之後放棄了。",
  },
  EINPROGRESS: {
    en: "A non-blocking connect has begun and is not done; wait until the socket is writable.",
    "zh-TW": "非阻塞的 connect 已開始但還沒完成，請等 socket 可寫。",
  },
  EAGAIN: {
    en: "The socket does not block, and the call would have had to wait.",
    "zh-TW": "這個 socket 設為不等待，而這個呼叫現在非等不可。",
  },
  ENOTCONN: {
    en: "The socket is not connected: call connect() first, or use what accept() returned.",
    "zh-TW": "這個 socket 還沒連線。請先 connect()，或改用 accept() 傳回的那一個。",
  },
  EISCONN: {
    en: "The socket is connected already.",
    "zh-TW": "這個 socket 已經連線了。",
  },
  EBADF: {
    en: "That descriptor is not open in this process; usually it was closed before.",
    "zh-TW": "這個行程沒有開啟這個描述子，通常是先前已經關閉。",
  },
  EINVAL: {
    en: "The call does not fit the socket's present state, or an argument is out of range.",
    "zh-TW": "這個呼叫不適合 socket 目前的狀態，或引數超出範圍。",
  },
  EACCES: {
    en: "Not permitted. Ports below 1024 may be reserved for privileged programs.",
    "zh-TW": "沒有權限。1024 以下的埠可能保留給特權程式。",
  },
  EPERM: { en: "The kernel does not permit this here.", "zh-TW": "核心不允許在這裡這樣做。" },
  EINTR: {
    en: "The call was interrupted while it waited, here by Stop.",
    "zh-TW": "呼叫在等待中被打斷了，在這裡就是按了停止。",
  },
  EMFILE: { en: "The process has too many open descriptors.", "zh-TW": "這個行程開啟的描述子太多了。" },
  EMSGSIZE: {
    en: "The datagram is too long to be sent in one piece.",
    "zh-TW": "這個資料包太長，無法一次送出。",
  },
  ENETUNREACH: {
    en: "The lab's network has no route to that address.",
    "zh-TW": "實驗室的網路沒有通往那個位址的路由。",
  },
  EHOSTUNREACH: { en: "No route leads to that machine.", "zh-TW": "沒有路由能到那台機器。" },
  EAFNOSUPPORT: {
    en: "This address family is not available here. A mapped network has no IPv6.",
    "zh-TW": "這裡沒有這個位址家族。對映網路不支援 IPv6。",
  },
  EOPNOTSUPP: {
    en: "A socket of this type has no such call: UDP sockets neither listen nor accept.",
    "zh-TW": "這類 socket 沒有這個呼叫：UDP 不能 listen，也不能 accept。",
  },
  ENOENT: { en: "No socket file with that path.", "zh-TW": "沒有這個路徑的 socket 檔。" },
  EAI_NONAME: {
    en: "The host name could not be resolved. A lab has no DNS; use an address such as 127.0.0.1.",
    "zh-TW": "無法解析主機名稱。實驗室裡沒有 DNS，請用 127.0.0.1 這樣的位址。",
  },
  timeout: {
    en: "The time set with settimeout() passed before the call could finish.",
    "zh-TW": "在呼叫完成之前，settimeout() 設定的時間已到。",
  },
};

/** What each call does, for a person who looks at it. English in the protocol is for its reference. */
export const commandExplanations: Readonly<Record<CommandName, Explanation>> = {
  socket: {
    en: "Makes a socket in the kernel and gives the program its lowest free descriptor.",
    "zh-TW": "在核心建立一個 socket，傳回程式最小的可用描述子。",
  },
  bind: { en: "Gives the socket its local address.", "zh-TW": "給 socket 一個本機位址。" },
  listen: {
    en: "Lets the socket take connections. The backlog bounds how many may wait for accept().",
    "zh-TW": "讓 socket 開始接受連線；backlog 是等待 accept() 的連線上限。",
  },
  accept: {
    en: "Takes the first waiting connection as a new socket, and waits while there is none.",
    "zh-TW": "取出佇列裡第一條連線，成為新的 socket；沒有就等。",
  },
  connect: {
    en: "Connects to a peer. With TCP it waits for the three-way handshake.",
    "zh-TW": "連到對方。TCP 會等三向交握完成。",
  },
  connect_ex: {
    en: "Connects as connect() does, but returns the error number instead of raising.",
    "zh-TW": "和 connect() 一樣連線，但失敗時傳回錯誤碼，不丟例外。",
  },
  send: {
    en: "Hands bytes to the kernel and returns how many it took, which may be fewer.",
    "zh-TW": "把資料交給核心，傳回核心收下的位元組數，可能比較少。",
  },
  sendall: {
    en: "Hands over every byte, and waits for room as often as needed.",
    "zh-TW": "把資料全部交給核心，空間不夠就等。",
  },
  sendto: { en: "Sends one datagram to an address.", "zh-TW": "送一個資料包到指定位址。" },
  recv: {
    en: "Takes up to bufsize bytes and waits while there are none. b'' means: the peer has finished.",
    "zh-TW": "取出最多 bufsize 個位元組，沒有就等。得到 b'' 表示對方送完了。",
  },
  recvfrom: {
    en: "Takes one datagram and the address it came from; what does not fit is lost.",
    "zh-TW": "取出一個資料包和來源位址；放不下的部分會遺失。",
  },
  settimeout: {
    en: "Bounds how long calls wait: None for ever, 0 not at all, else seconds.",
    "zh-TW": "設定呼叫最多等多久：None 一直等，0 不等，其他是秒數。",
  },
  getsockname: { en: "Returns the socket's own address.", "zh-TW": "傳回 socket 自己的位址。" },
  getpeername: {
    en: "Returns the address that the socket is connected to.",
    "zh-TW": "傳回連線對方的位址。",
  },
  shutdown: {
    en: "Closes one direction of a connection, or both; the descriptor stays open.",
    "zh-TW": "關閉連線的一個或兩個方向，描述子仍開著。",
  },
  close: {
    en: "Gives the descriptor back. On a connection the kernel sends FIN.",
    "zh-TW": "歸還描述子；若有連線，核心會送出 FIN。",
  },
  setsockopt: {
    en: "Sets an option of the socket: how it binds, waits, sends or counts time.",
    "zh-TW": "設定 socket 的選項：怎麼 bind、怎麼等、怎麼送、計時多久。",
  },
  getsockopt: { en: "Reads an option of the socket.", "zh-TW": "讀出 socket 的選項。" },
  dup: {
    en: "Gives the same socket a second descriptor. It closes when the last one does.",
    "zh-TW": "讓同一個 socket 多一個描述子；最後一個關閉時，socket 才真的關閉。",
  },
  socketpair: {
    en: "Makes two sockets that are already connected to each other.",
    "zh-TW": "建立兩個已經互相連線的 socket。",
  },
  sendmsg: {
    en: "Sends one message made of several buffers.",
    "zh-TW": "把幾個緩衝區合成一則訊息送出。",
  },
  recvmsg: {
    en: "Takes one message, its sender, and flags: MSG_TRUNC says that a part was lost.",
    "zh-TW": "取出一則訊息、來源和旗標；MSG_TRUNC 表示有一部分遺失了。",
  },
  poll: {
    en: "Waits until one of several descriptors is ready: data to read, room to send, or an error.",
    "zh-TW": "同時等好幾個描述子，直到其中一個可讀、可寫或出錯。",
  },
  epoll_create1: {
    en: "Makes an epoll instance, which watches many descriptors at once.",
    "zh-TW": "建立一個 epoll 實例，可以同時監看許多描述子。",
  },
  epoll_ctl: {
    en: "Tells the epoll instance which descriptor to watch, and for what.",
    "zh-TW": "告訴 epoll 要監看哪個描述子、監看什麼。",
  },
  epoll_wait: {
    en: "Waits until a watched descriptor is ready, and says which are.",
    "zh-TW": "等到有監看的描述子就緒，並說出是哪些。",
  },
  unlink: {
    en: "Removes the path of a Unix socket, so that another can be bound to it.",
    "zh-TW": "移除 Unix socket 的路徑，之後可以再綁定到同一個路徑。",
  },
};
