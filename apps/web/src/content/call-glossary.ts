import { type CommandName, commands } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

/** Each call with the manual page that its description names. */
function call(name: CommandName, en: string, zhTW: string): Explanation {
  return explain(en, zhTW, commands[name].manPage);
}

/** What each call does, for a person who looks at it. English in the protocol is for its reference. */
export const commandExplanations: Readonly<Record<CommandName, Explanation>> = {
  socket: call(
    "socket",
    "Makes a socket in the kernel and gives the program its lowest free descriptor. It has no address and no peer yet.",
    "在核心建立一個 socket，傳回程式最小的可用描述子。這時還沒有位址，也沒有對象。",
  ),
  bind: call(
    "bind",
    "Gives the socket its local address. Port 0 lets the kernel choose a free one.",
    "給 socket 一個本機位址。埠寫 0 就由核心挑一個可用的。",
  ),
  listen: call(
    "listen",
    "Lets the socket take connections, which the kernel then queues. The backlog bounds how many may wait for accept().",
    "讓 socket 開始接受連線，核心會替它排隊。backlog 是等待 accept() 的連線上限。",
  ),
  accept: call(
    "accept",
    "Takes the first waiting connection as a new socket. While there is none, it waits.",
    "取出佇列裡第一條連線，成為新的 socket。沒有就等。",
  ),
  connect: call(
    "connect",
    "Connects to a peer. With TCP it waits for the three-way handshake; with UDP it only sets the address.",
    "連到對方。TCP 會等三向交握完成；UDP 只是記下位址。",
  ),
  connect_ex: call(
    "connect_ex",
    "Connects as connect() does. Where that would raise, it returns the error number instead.",
    "和 connect() 一樣連線。失敗時傳回錯誤碼，不丟例外。",
  ),
  send: call(
    "send",
    "Hands bytes to the kernel and returns how many it took, which may be fewer. That they were sent or arrived, it does not say.",
    "把資料交給核心，傳回核心收下的位元組數，可能比較少。這不表示資料已送出或送達。",
  ),
  sendall: call(
    "sendall",
    "Hands over every byte. Where the send queue has no room, it waits as often as needed.",
    "把資料全部交給核心。傳送佇列沒有空間時就等，等幾次都行。",
  ),
  sendto: call(
    "sendto",
    "Sends one datagram to an address. Nothing tells whether it arrives.",
    "送一個資料報到指定位址。有沒有送到，不會有人回報。",
  ),
  recv: call(
    "recv",
    "Takes up to bufsize bytes and waits while there are none. b'' means: the peer has finished.",
    "取出最多 bufsize 個位元組，沒有就等。得到 b'' 表示對方送完了。",
  ),
  recvfrom: call(
    "recvfrom",
    "Takes one datagram and the address it came from. What does not fit into bufsize is lost.",
    "取出一個資料報和來源位址。放不下 bufsize 的部分會遺失。",
  ),
  settimeout: call(
    "settimeout",
    "Bounds how long calls on this socket wait: None for ever, 0 not at all, else seconds. A call whose time is over raises TimeoutError.",
    "設定這個 socket 的呼叫最多等多久：None 一直等，0 不等，其他是秒數。時間到了會丟出 TimeoutError。",
  ),
  getsockname: call(
    "getsockname",
    "Returns the socket's own address. After connect() or bind() to port 0 it tells the port that the kernel chose.",
    "傳回 socket 自己的位址。connect() 之後，或 bind() 到埠 0 之後，可以得知核心挑了哪個埠。",
  ),
  getpeername: call(
    "getpeername",
    "Returns the address that the socket is connected to. Without a connection it fails with ENOTCONN.",
    "傳回連線對方的位址。沒有連線時會得到 ENOTCONN。",
  ),
  shutdown: call(
    "shutdown",
    "Closes one direction of a connection, or both. The descriptor stays open; shutting down sending sends FIN.",
    "關閉連線的一個或兩個方向。描述子仍開著；關閉傳送方向會送出 FIN。",
  ),
  close: call(
    "close",
    "Gives the descriptor back. When the last one of a connection goes, the kernel sends FIN.",
    "歸還描述子。一條連線的最後一個描述子關閉時，核心會送出 FIN。",
  ),
  setsockopt: call(
    "setsockopt",
    "Sets an option of the socket: how it binds, waits, sends or counts time. The level says whose option it is: the socket's, IP's or TCP's.",
    "設定 socket 的選項：怎麼 bind、怎麼等、怎麼送、計時多久。level 表示這是 socket、IP 還是 TCP 的選項。",
  ),
  getsockopt: call(
    "getsockopt",
    "Reads an option of the socket. Some can only be read, such as SO_ERROR and TCP_INFO.",
    "讀出 socket 的選項。有些只能讀，例如 SO_ERROR 和 TCP_INFO。",
  ),
  dup: call(
    "dup",
    "Gives the same socket a second descriptor. It closes when the last one does.",
    "讓同一個 socket 多一個描述子。最後一個關閉時，socket 才真的關閉。",
  ),
  socketpair: call(
    "socketpair",
    "Makes two sockets that are already connected to each other. Neither has a name.",
    "建立兩個已經互相連線的 socket。兩個都沒有名字。",
  ),
  sendmsg: call(
    "sendmsg",
    "Sends one message made of several buffers, to an address or to the connected peer. Ancillary data goes with it: descriptors, a hop limit.",
    "把幾個緩衝區合成一則訊息，送到指定位址或已連線的對象。可以附帶描述子、跳數上限等資料。",
  ),
  recvmsg: call(
    "recvmsg",
    "Takes one message, its ancillary data, flags, and its sender. MSG_TRUNC and MSG_CTRUNC among the flags say that a part was lost.",
    "取出一則訊息、附帶資料、旗標和來源。旗標裡有 MSG_TRUNC 或 MSG_CTRUNC，表示有一部分遺失了。",
  ),
  poll: call(
    "poll",
    "Waits until one of several descriptors is ready: data to read, room to send, or an error. select() and selectors wait by it here.",
    "同時等好幾個描述子，直到其中一個可讀、可寫或出錯。這裡的 select() 和 selectors 也靠它等待。",
  ),
  epoll_create1: call(
    "epoll_create1",
    "Makes an epoll instance, which watches many descriptors at once. It is a descriptor itself.",
    "建立一個 epoll 實例，可以同時監看許多描述子。它自己也是一個描述子。",
  ),
  epoll_ctl: call(
    "epoll_ctl",
    "Tells the epoll instance which descriptor to watch, and for what. It also changes that, or ends it.",
    "告訴 epoll 要監看哪個描述子、監看什麼。也用來更改或取消。",
  ),
  epoll_wait: call(
    "epoll_wait",
    "Waits until a watched descriptor is ready. It returns those that are, and for what.",
    "等到有監看的描述子就緒。傳回是哪些、就緒的是什麼。",
  ),
  unlink: call(
    "unlink",
    "Removes the path of a Unix socket. The socket itself lives on, and another can be bound to the path.",
    "移除 Unix socket 的路徑。socket 本身還在，之後可以把別的 socket 綁定到同一個路徑。",
  ),
};
