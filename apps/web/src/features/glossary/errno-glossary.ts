import { type ErrnoName, kernelFacts } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";
import { otherErrnoExplanations } from "./other-errno-glossary.js";

/** The errors that socket calls give. */
const socketErrnos = {
  EACCES: explain(
    "Not permitted for this address: broadcast without SO_BROADCAST, or a path that may not be used. Ports below 1024 may be reserved for privileged programs.",
    "不允許使用這個位址：廣播時沒有設定 SO_BROADCAST，或路徑不能使用。1024 以下的埠可能保留給特權程式。",
    "bind(2)",
  ),
  EADDRINUSE: explain(
    "Another socket has this address and port, or a connection on it is still in TIME-WAIT. On Linux SO_REUSEADDR allows both while no socket listens there, if every one of them has it set: the old socket too.",
    "這個位址和埠已有別的 socket 在用，或是上面還有連線停在 TIME-WAIT。在 Linux 上，只要沒有 socket 在那裡監聽，SO_REUSEADDR 兩種情況都允許，但每個 socket 都要設，舊的那個也要。",
    "bind(2)",
  ),
  EADDRNOTAVAIL: explain(
    "No interface of this network has that address, so nothing can be bound to it. On connect: no local port is left.",
    "這個網路裡沒有任何介面使用這個位址，所以無法綁定。connect 時則表示本機的埠用完了。",
    "bind(2)",
  ),
  EAFNOSUPPORT: explain(
    "This address family is not available here, or does not fit the socket. A shared loopback (mapped) has no IPv6.",
    "這裡不支援這種位址家族，或它不適合這個 socket。共用 loopback（對映）沒有 IPv6。",
    "socket(2)",
  ),
  EAGAIN: explain(
    "The socket is non-blocking, and the call would have to wait. Python raises BlockingIOError.",
    "這個 socket 設為非阻塞，但現在沒有資料可立即處理。Python 會丟出 BlockingIOError。",
    "recv(2)",
  ),
  EALREADY: explain(
    "A non-blocking connect on this socket is still under way. Wait until the socket is writable.",
    "這個 socket 的非阻塞 connect 還在進行。請等 socket 可寫。",
    "connect(2)",
  ),
  EBADF: explain(
    "That descriptor is not open in this process. Usually it was closed before.",
    "這個行程（程序）沒有開啟這個描述子。通常是先前已經關閉。",
    "errno(3)",
  ),
  ECONNABORTED: explain(
    "A connection was reset before accept() could take it, or was ended by an administrator. On Linux accept() gives a connection that was reset all the same, and recv() on it fails with ECONNRESET.",
    "連線在 accept() 取走之前就被重設，或被管理者中斷了。在 Linux 上，accept() 仍會傳回已被重設的連線，之後 recv() 才得到 ECONNRESET。",
    "accept(2)",
  ),
  ECONNREFUSED: explain(
    "The machine answered, but nobody is listening on that port: TCP sent RST. For a connected UDP socket, an ICMP error came back for what was sent before; for a Unix socket, the path exists, but nobody is listening on it.",
    "機器有回應，但那個埠上沒有程式在監聽：TCP 送回了 RST。已連線的 UDP socket 則是先前送出的資料報換來了 ICMP 錯誤；Unix socket 則是路徑還在，但沒有程式在監聽。",
    "connect(2)",
  ),
  ECONNRESET: explain(
    "The other side broke the connection off with RST. Often it closed with data unread.",
    "對方用 RST 中斷了連線。常見原因是它還有資料沒讀就關閉。",
    "recv(2)",
  ),
  EDESTADDRREQ: explain(
    "The datagram has no destination: the socket is not connected, and the call names no address. Use sendto().",
    "資料報沒有目的地：socket 沒有連線，呼叫也沒指定位址。請用 sendto()。",
    "send(2)",
  ),
  EDOM: explain(
    "A number is out of the range that the option takes. For SO_RCVTIMEO: microseconds of a second or more.",
    "數值超出選項接受的範圍。例如 SO_RCVTIMEO 的微秒數達到一秒以上。",
    "errno(3)",
  ),
  EEXIST: explain(
    "The epoll instance watches this descriptor already. Modify it instead.",
    "epoll 已經在監看這個描述子。請改用修改。",
    "epoll_ctl(2)",
  ),
  EHOSTUNREACH: explain(
    "No route leads to that machine, or a router reported so. Check the address.",
    "沒有路由能到那台機器，或路由器這樣回報。請檢查位址。",
    "ip(7)",
  ),
  EINPROGRESS: explain(
    "A non-blocking connect has begun and is not done. Wait until the socket is writable, then read SO_ERROR.",
    "非阻塞的 connect 已開始但還沒完成。請等 socket 可寫，再讀 SO_ERROR。",
    "connect(2)",
  ),
  EINTR: explain(
    "The call was interrupted while it waited, by a signal or by Stop. Python makes it again by itself where a handler returned.",
    "呼叫在等待中被訊號或「停止」打斷了。如果訊號處理函式執行完畢，Python 會自己再呼叫一次。",
    "errno(3)",
  ),
  EINVAL: explain(
    "The call does not fit the socket's present state, or an argument is out of range. A second bind() is such a case.",
    "這個呼叫不適合 socket 目前的狀態，或引數超出範圍。例如第二次 bind()。",
    "errno(3)",
  ),
  EISCONN: explain(
    "The socket is connected already. A TCP socket has one connection in its life; make a new one for the next.",
    "這個 socket 已經連線了。一個 TCP socket 只會有一條連線，要再連線請建立新的 socket。",
    "connect(2)",
  ),
  ELOOP: explain(
    "There are too many symbolic links in the path. Or epoll instances watch each other in a circle.",
    "路徑裡的符號連結太多。也可能是幾個 epoll 互相監看，形成了循環。",
    "epoll_ctl(2)",
  ),
  EMFILE: explain(
    "The process has too many open descriptors. Close those that are no longer needed.",
    "這個行程開啟的描述子太多了。請關閉不再需要的。",
    "socket(2)",
  ),
  EMSGSIZE: explain(
    `The datagram is too long to be sent in one piece. UDP over IPv4 carries ${kernelFacts.largestDatagramBytes.toLocaleString("en-US")} bytes at most.`,
    `這個資料報太長，無法一次送出。IPv4 上的 UDP 最多 ${kernelFacts.largestDatagramBytes.toLocaleString("en-US")} 個位元組。`,
    "send(2)",
  ),
  ENETDOWN: explain(
    "The network interface is down. Nothing can be sent over it.",
    "網路介面沒有啟用。無法透過它傳送。",
    "errno(3)",
  ),
  ENETUNREACH: explain(
    "The lab's network has no route to that address. A lab is not connected to the Internet.",
    "實驗室的網路沒有通往那個位址的路由。實驗室沒有連上網際網路。",
    "connect(2)",
  ),
  ENOBUFS: explain(
    "The kernel has no memory for the packet, or the interface's queue is full. Usually this passes.",
    "核心沒有記憶體放這個封包，或介面的佇列滿了。通常過一會兒就好。",
    "send(2)",
  ),
  ENODEV: explain(
    "There is no such network interface. A lab has lo alone.",
    "沒有這個網路介面。實驗室裡只有 lo。",
    "ip(7)",
  ),
  ENOENT: explain(
    "No socket has that path. Or the epoll instance does not watch that descriptor.",
    "沒有這個路徑的 socket 檔。也可能是 epoll 沒有在監看那個描述子。",
    "unix(7)",
  ),
  ENOMEM: explain(
    "The kernel has no memory for this. The request may be too large.",
    "核心沒有足夠的記憶體。要求可能太大。",
    "errno(3)",
  ),
  ENOPROTOOPT: explain(
    "The option does not exist at this level. Check whether it is SOL_SOCKET, IPPROTO_TCP or another.",
    "這個 level 沒有這個選項。請檢查該用 SOL_SOCKET、IPPROTO_TCP 還是別的。",
    "setsockopt(2)",
  ),
  ENOTCONN: explain(
    "The socket is not connected. Call connect() first, or use what accept() returned.",
    "這個 socket 還沒連線。請先 connect()，或改用 accept() 傳回的那一個。",
    "recv(2)",
  ),
  ENOTSOCK: explain(
    "The descriptor is open, but is no socket. It may be an epoll instance.",
    "描述子開著，但不是 socket。可能是 epoll。",
    "errno(3)",
  ),
  EOPNOTSUPP: explain(
    "A socket of this type has no such call. UDP sockets neither listen nor accept.",
    "這類 socket 沒有這個呼叫。UDP 不能 listen，也不能 accept。",
    "listen(2)",
  ),
  EPERM: explain(
    "The kernel does not permit this here. It takes a privilege that programs of a lab do not have.",
    "核心不允許在這裡這樣做。這需要實驗室的程式沒有的特權。",
    "errno(3)",
  ),
  EPIPE: explain(
    "Sending into a connection that the other side has closed (and has answered earlier data by RST), or that was shut down for sending here, or on a TCP socket that was never connected. Python raises BrokenPipeError.",
    "往已經關閉的連線送資料：對方關了（先前送去的資料換來了 RST），或這一端已 shutdown 傳送方向；或用從未連線的 TCP socket 送資料。Python 會丟出 BrokenPipeError。",
    "send(2)",
  ),
  EPROTONOSUPPORT: explain(
    "This family and type have no such protocol. 0 takes the usual one.",
    "這個位址家族和類型沒有這種協定。寫 0 就會用一般的那一種。",
    "socket(2)",
  ),
  EPROTOTYPE: explain(
    "The socket at that path is of another type: a stream meets a datagram socket. Both have to be the same.",
    "那個路徑上的 socket 是另一種類型：一邊是資料流，一邊是資料報。兩邊必須相同。",
    "unix(7)",
  ),
  ESHUTDOWN: explain(
    "This direction of the connection was shut down, and nothing more can be sent. Linux's TCP, UDP and Unix sockets give EPIPE instead.",
    "連線的這個方向已經 shutdown，不能再送資料。Linux 的 TCP、UDP 和 Unix socket 給的是 EPIPE。",
    "errno(3)",
  ),
  ESOCKTNOSUPPORT: explain(
    "The family has no sockets of this type. SOCK_STREAM and SOCK_DGRAM exist everywhere.",
    "這個位址家族沒有這種 socket。SOCK_STREAM 和 SOCK_DGRAM 到處都有。",
    "errno(3)",
  ),
  ETIMEDOUT: explain(
    "No answer came: packets were sent again several times, then the kernel gave up. Python raises TimeoutError.",
    "一直沒有回應，核心重傳幾次之後放棄了。Python 會丟出 TimeoutError。",
    "tcp(7)",
  ),
  EAI_BADFLAGS: explain(
    "A flag of getaddrinfo() has no meaning, or does not fit the others. Check flags.",
    "getaddrinfo() 的旗標沒有意義，或互相不合。請檢查 flags。",
    "getaddrinfo(3)",
  ),
  EAI_NONAME: explain(
    "The host name could not be resolved. A lab has no DNS; use an address such as 127.0.0.1.",
    "無法解析主機名稱。實驗室裡沒有 DNS，請用 127.0.0.1 這樣的位址。",
    "getaddrinfo(3)",
  ),
  EAI_AGAIN: explain(
    "The name server gave no answer for now. A later attempt may succeed.",
    "名稱伺服器暫時沒有回應。晚一點再試可能成功。",
    "getaddrinfo(3)",
  ),
  EAI_FAIL: explain(
    "The name server failed for good. Trying again does not help.",
    "名稱伺服器確定失敗。再試也沒有用。",
    "getaddrinfo(3)",
  ),
  EAI_FAMILY: explain(
    "getaddrinfo() does not know this address family. AF_INET, AF_INET6 and AF_UNSPEC are known.",
    "getaddrinfo() 不認得這個位址家族。可以用 AF_INET、AF_INET6 和 AF_UNSPEC。",
    "getaddrinfo(3)",
  ),
  EAI_SOCKTYPE: explain(
    "getaddrinfo() does not know this socket type. Or the type contradicts the protocol.",
    "getaddrinfo() 不認得這種 socket 類型。也可能是類型和協定互相矛盾。",
    "getaddrinfo(3)",
  ),
  EAI_SERVICE: explain(
    "No service of this name exists for the socket type. A number always works.",
    "這種 socket 類型沒有這個名稱的服務。直接寫埠號一定可以。",
    "getaddrinfo(3)",
  ),
  EAI_ADDRFAMILY: explain(
    "The host has no address of the family that was asked for. Ask for AF_UNSPEC.",
    "主機沒有所要求家族的位址。可以改用 AF_UNSPEC。",
    "getaddrinfo(3)",
  ),
} as const satisfies Partial<Record<ErrnoName, Explanation>>;

/** What each errno means to a program that gets it. */
export const errnoExplanations: Readonly<Record<ErrnoName, Explanation>> = {
  ...otherErrnoExplanations,
  ...socketErrnos,
};

/** Python's TimeoutError, which is no errno. */
export const timeoutExplanation = explain(
  "The time set with settimeout() passed before the call could finish. Python raises TimeoutError.",
  "在呼叫完成之前，settimeout() 設定的時間已到。Python 會丟出 TimeoutError。",
  "recv(2)",
);
