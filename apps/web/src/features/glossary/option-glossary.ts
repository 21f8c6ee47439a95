import {
  type SocketOption,
  type SocketOptionName,
  socketOptionNames,
  socketOptions,
} from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

/** What each option does, in Chinese; the protocol says it in English. */
const inChinese: Readonly<Record<SocketOptionName, string>> = {
  SO_REUSEADDR:
    "允許和同樣設了它的 socket 共用位址，包括停在 TIME-WAIT 的連線，但那裡不能有 TCP socket 在監聽。",
  SO_TYPE: "socket 的類型：SOCK_STREAM 是 1，SOCK_DGRAM 是 2。",
  SO_ERROR: "尚未回報的錯誤，讀過就清除。",
  SO_DONTROUTE: "只送給直接相連的主機。",
  SO_BROADCAST: "允許把資料報送到廣播位址。",
  SO_SNDBUF: "傳送緩衝區的位元組數；核心會把設定值加倍。",
  SO_RCVBUF: "接收緩衝區的位元組數；核心會把設定值加倍。",
  SO_KEEPALIVE: "連線閒置時送出保持連線的探測。",
  SO_OOBINLINE: "把緊急資料留在資料流裡。",
  SO_PRIORITY: "封包排隊的優先順序，0 到 6。",
  SO_LINGER: "close 要不要等、等多久；0 秒就是直接重設連線。",
  SO_REUSEPORT: "讓好幾個 socket 用同一個位址，分攤送來的東西。",
  SO_RCVLOWAT: "至少要有多少位元組，讀取才會繼續。",
  SO_SNDLOWAT: "至少要有多少空間，寫入才會繼續；固定是 1。",
  SO_RCVTIMEO: "阻塞的接收最多等多久，之後得到 EAGAIN。",
  SO_SNDTIMEO: "阻塞的傳送最多等多久，之後得到 EAGAIN。",
  SO_TIMESTAMP: "每則訊息都附上到達的時間：SCM_TIMESTAMP。",
  SO_ACCEPTCONN: "socket 在監聽時是 1。",
  SO_PROTOCOL: "協定編號：TCP 是 6，UDP 是 17。",
  SO_DOMAIN: "位址家族的編號：AF_UNIX 是 1，AF_INET 是 2，AF_INET6 是 10。",
  SO_PEEK_OFF: "MSG_PEEK 從佇列的哪裡開始看。",
  SO_COOKIE: "核心給這個 socket 的編號。",
  TCP_NODELAY: "小塊資料立刻送出，不用 Nagle 演算法。",
  TCP_MAXSEG: "要送的最大區段。",
  TCP_CORK: "先留住不滿的區段，最多 200 毫秒。",
  TCP_KEEPIDLE: "閒置幾秒後送出第一個保持連線的探測。",
  TCP_KEEPINTVL: "兩次保持連線探測之間的秒數。",
  TCP_KEEPCNT: "幾次探測沒有回應就結束連線。",
  TCP_SYNCNT: "SYN 在間隔開始加倍之後最多重傳幾次；之前還有 tcp_syn_linear_timeouts 次。",
  TCP_LINGER2: "close 之後在 FIN-WAIT-2 停留的秒數。",
  TCP_DEFER_ACCEPT: "資料到了才叫醒 accept。",
  TCP_WINDOW_CLAMP: "最多告訴對方多大的視窗。",
  TCP_INFO: "狀態、往返時間、視窗和各種計數。",
  TCP_QUICKACK: "暫時改成立刻確認。",
  TCP_CONGESTION: "壅塞控制演算法。",
  TCP_USER_TIMEOUT: "送出的資料最多可以多少毫秒沒有確認。",
  TCP_FASTOPEN: "隨 SYN 收資料；值是這種請求最多幾個在等。",
  TCP_NOTSENT_LOWAT: "還沒送出的位元組超過多少，socket 就不算可寫。",
  UDP_CORK: "把送出的內容集成一個資料報。",
  IP_TOS: "封包的服務類型位元組。",
  IP_TTL: "封包的存活時間，1 到 255。",
  IP_PKTINFO: "每個資料報都附上介面和本端位址。",
  IP_MTU_DISCOVER: "封包可不可以分段。",
  IP_RECVTTL: "每個資料報都附上存活時間：IP_TTL。",
  IP_RECVTOS: "每個資料報都附上服務類型位元組：IP_TOS。",
  IP_MTU: "路徑的 MTU，限已連線的 socket。",
  IP_BIND_ADDRESS_NO_PORT: "把選埠的事留給 connect。",
  IP_MULTICAST_IF: "群播從哪個介面送出。",
  IP_MULTICAST_TTL: "群播封包的存活時間。",
  IP_MULTICAST_LOOP: "自己的機器收不收得到送出的群播。",
  IP_ADD_MEMBERSHIP: "加入一個群組。",
  IP_DROP_MEMBERSHIP: "離開一個群組。",
  IP_UNBLOCK_SOURCE: "重新收群組裡某個來源的資料。",
  IP_BLOCK_SOURCE: "不再收群組裡某個來源的資料。",
  IP_ADD_SOURCE_MEMBERSHIP: "加入群組，只收某個來源的資料。",
  IP_DROP_SOURCE_MEMBERSHIP: "離開群組，不再收某個來源的資料。",
  IP_MULTICAST_ALL: "收不收別的 socket 加入的群組。",
  IPV6_UNICAST_HOPS: "封包的跳數上限；-1 是預設值。",
  IPV6_MULTICAST_IF: "群播從哪個介面送出。",
  IPV6_MULTICAST_HOPS: "群播封包的跳數上限。",
  IPV6_MULTICAST_LOOP: "自己的機器收不收得到送出的群播。",
  IPV6_JOIN_GROUP: "加入一個群組。",
  IPV6_LEAVE_GROUP: "離開一個群組。",
  IPV6_MTU_DISCOVER: "封包可不可以分段。",
  IPV6_MTU: "要用的 MTU；已連線的 socket 則是路徑的 MTU。",
  IPV6_V6ONLY: "讓 IPv6 socket 不收 IPv4。",
  IPV6_MULTICAST_ALL: "收不收別的 socket 加入的群組。",
  IPV6_RECVPKTINFO: "每個資料報都附上本端位址和介面。",
  IPV6_RECVHOPLIMIT: "每個資料報都附上跳數上限：IPV6_HOPLIMIT。",
  IPV6_DONTFRAG: "拒絕比 MTU 大的資料報。",
  IPV6_RECVTCLASS: "每個資料報都附上流量類別：IPV6_TCLASS。",
  IPV6_TCLASS: "封包的流量類別。",
};

const accessInWords = {
  get: { en: "It can only be read.", "zh-TW": "只能讀。" },
  set: { en: "It can only be set.", "zh-TW": "只能設定。" },
  "get and set": { en: "It can be read and set.", "zh-TW": "可以讀，也可以設定。" },
} as const satisfies Record<SocketOption["access"], object>;

/** What each socket option does, and whether it can be read and set. */
export const optionExplanations = Object.fromEntries(
  socketOptionNames.map((name): [SocketOptionName, Explanation] => {
    const { summary, access, manPage } = socketOptions[name];
    const words = accessInWords[access];
    return [name, explain(`${summary} ${words.en}`, `${inChinese[name]}${words["zh-TW"]}`, manPage)];
  }),
) as Readonly<Record<SocketOptionName, Explanation>>;
