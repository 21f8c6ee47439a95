import type { Language } from "../../../shared/language.js";
import { findExplanation, type Glossaries } from "../../glossary/public.js";

/** A name of the module `socket`, or a method of its sockets. */
export interface SocketWord {
  readonly name: string;
  readonly kind: "method" | "function" | "constant";
  /** As Python's manual writes it: `recv(bufsize[, flags])`. */
  readonly signature: string;
  readonly meaning: Readonly<Record<Language, string>>;
}

type Meaning = readonly [en: string, zhTW: string];

/** Methods by their signatures, with what they mean where they are no command of the protocol, which explains itself. */
const methods: readonly (readonly [signature: string, ...meaning: Meaning | []])[] = [
  ["accept() → (socket, address)"],
  ["bind(address)"],
  ["close()"],
  ["connect(address)"],
  ["connect_ex(address) → errno"],
  [
    "detach() → fd",
    "Gives the descriptor away: the socket object no longer closes it.",
    "交出描述子：socket 物件不再關閉它。",
  ],
  ["dup() → socket"],
  ["fileno() → int", "The socket's descriptor; -1 once it is closed.", "socket 的描述子；關閉後是 -1。"],
  ["getpeername() → address"],
  ["getsockname() → address"],
  ["getsockopt(level, optname[, buflen])"],
  [
    "gettimeout() → float | None",
    "The timeout of calls in seconds; None waits without a limit.",
    "呼叫的逾時秒數；None 表示一直等。",
  ],
  ["listen([backlog])"],
  [
    "makefile(mode='r')",
    "A file object to read from or write to the connection.",
    "可以讀寫這條連線的檔案物件。",
  ],
  ["recv(bufsize[, flags]) → bytes"],
  [
    "recv_into(buffer[, nbytes[, flags]]) → int",
    "As recv(), into a buffer that is there already.",
    "和 recv() 一樣，但放進現有的緩衝區。",
  ],
  ["recvfrom(bufsize[, flags]) → (bytes, address)"],
  ["recvmsg(bufsize[, ancbufsize[, flags]])"],
  ["send(bytes[, flags]) → int"],
  ["sendall(bytes[, flags])"],
  ["sendfile(file) → int", "Sends a whole file.", "傳送整個檔案。"],
  ["sendmsg(buffers[, ancdata[, flags[, address]]]) → int"],
  ["sendto(bytes, address) → int"],
  [
    "setblocking(flag)",
    "False: calls that would have to wait fail with BlockingIOError.",
    "False：需要等待的呼叫會得到 BlockingIOError。",
  ],
  ["setsockopt(level, optname, value)"],
  ["settimeout(seconds)"],
  ["shutdown(how)"],
];

const functions: typeof methods = [
  ["socket(family=AF_INET, type=SOCK_STREAM, proto=0)"],
  ["socketpair() → (socket, socket)"],
  [
    "create_connection(address[, timeout]) → socket",
    "A TCP socket that is connected to address: getaddrinfo, socket and connect in one.",
    "連到 address 的 TCP socket：一次完成 getaddrinfo、socket 和 connect。",
  ],
  [
    "create_server(address, *, backlog=None, reuse_port=False) → socket",
    "A TCP socket that listens on address: socket, SO_REUSEADDR, bind and listen in one.",
    "在 address 監聽的 TCP socket：一次完成 socket、SO_REUSEADDR、bind 和 listen。",
  ],
  [
    "getaddrinfo(host, port, family=0, type=0)",
    "The addresses of a host and a port, for socket() and connect().",
    "主機和埠的位址，供 socket() 和 connect() 使用。",
  ],
  ["gethostbyname(hostname) → str", "The IPv4 address of a host.", "主機的 IPv4 位址。"],
  [
    "gethostname() → str",
    "The name of this machine: in a lab the lab's.",
    "這台機器的名稱：在實驗室裡是實驗室的名稱。",
  ],
  [
    "htons(x) → int",
    "A 16-bit number in network byte order: for ports in headers.",
    "把 16 位元整數轉成網路位元組順序：標頭裡的埠號。",
  ],
  ["ntohs(x) → int", "A 16-bit number out of network byte order.", "把網路位元組順序的 16 位元整數轉回來。"],
  ["htonl(x) → int", "A 32-bit number in network byte order.", "把 32 位元整數轉成網路位元組順序。"],
  ["ntohl(x) → int", "A 32-bit number out of network byte order.", "把網路位元組順序的 32 位元整數轉回來。"],
  ["inet_aton(ip) → bytes", "An IPv4 address as its four bytes.", "IPv4 位址的四個位元組。"],
  ["inet_ntoa(packed) → str", "Four bytes as an IPv4 address.", "把四個位元組寫成 IPv4 位址。"],
  [
    "setdefaulttimeout(seconds)",
    "The timeout of sockets that are made from now on.",
    "之後建立的 socket 的逾時。",
  ],
];

const constants: Readonly<Record<string, Meaning>> = {
  AF_INET: ["IPv4: an address is (host, port).", "IPv4：位址是 (主機, 埠)。"],
  AF_INET6: [
    "IPv6: an address is (host, port, flowinfo, scope_id).",
    "IPv6：位址是 (主機, 埠, flowinfo, scope_id)。",
  ],
  AF_UNIX: ["Unix sockets: an address is a path.", "Unix socket：位址是路徑。"],
  SOCK_STREAM: ["A stream of bytes: TCP.", "位元組串流：TCP。"],
  SOCK_DGRAM: ["Datagrams, each on its own: UDP.", "一個個獨立的資料報：UDP。"],
  SOL_SOCKET: ["The level of options whose names begin with SO_.", "SO_ 開頭的選項所屬的層級。"],
  IPPROTO_TCP: [
    "TCP, and the level of options whose names begin with TCP_.",
    "TCP，也是 TCP_ 開頭的選項所屬的層級。",
  ],
  IPPROTO_UDP: ["UDP.", "UDP。"],
  SHUT_RD: ["shutdown: receive nothing more.", "shutdown：不再接收。"],
  SHUT_WR: ["shutdown: send nothing more; a FIN goes out.", "shutdown：不再傳送，會送出 FIN。"],
  SHUT_RDWR: ["shutdown: neither send nor receive any more.", "shutdown：不再傳送也不再接收。"],
  SOMAXCONN: ["The longest accept queue that listen() can ask for.", "listen() 能要求的最長接受佇列。"],
  timeout: [
    "What a call raises when its timeout has passed: TimeoutError.",
    "呼叫逾時所丟出的例外：TimeoutError。",
  ],
  error: ["What a failed call raises: OSError.", "呼叫失敗時丟出的例外：OSError。"],
  gaierror: [
    "What getaddrinfo() raises for a name that it does not find.",
    "getaddrinfo() 找不到名稱時丟出的例外。",
  ],
};

/** Everything that is offered and explained, from the glossaries where they have it. */
export function socketWords(glossaries: Glossaries): readonly SocketWord[] {
  const called =
    (kind: "method" | "function") =>
    ([signature, en, zhTW]: (typeof methods)[number]): SocketWord[] => {
      const name = signature.slice(0, signature.indexOf("("));
      const known = findExplanation(glossaries, `command:${name}`);
      const meaning = en !== undefined && zhTW !== undefined ? { en, "zh-TW": zhTW } : known;
      return meaning === undefined ? [] : [{ name, kind, signature, meaning }];
    };
  const named = (
    meanings: Readonly<Partial<Record<string, Readonly<Record<Language, string>>>>>,
  ): SocketWord[] =>
    Object.entries(meanings).flatMap(([name, meaning]) =>
      meaning === undefined ? [] : [{ name, kind: "constant", signature: name, meaning }],
    );
  const own = Object.entries(constants).map(
    ([name, [en, zhTW]]): SocketWord => ({
      name,
      kind: "constant",
      signature: name,
      meaning: { en, "zh-TW": zhTW },
    }),
  );
  return [
    ...methods.flatMap(called("method")),
    ...functions.flatMap(called("function")),
    ...own,
    ...named(glossaries.option),
    ...named(glossaries.messageFlag),
  ];
}
