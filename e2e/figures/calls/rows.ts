/** What a row measures: Python that does it once, and what it should be. */
export interface CallRow {
  name: string;
  measure: string;
  /** `echoes`: the time of one, as a multiple of a raw WebSocket round trip in the same round. */
  unit: "echoes" | "ms" | "s";
  atMost?: number;
  /** Before the first time. */
  setup: string;
  /** One time, and how many of what is measured that is. */
  operation: string;
  count?: number;
  /** Takes seconds: fewer rounds. */
  isLong?: true;
  /** Files in the working directory, which all programs of the page share. */
  sharedFiles?: number;
}

/** As many as the guide lets a class use, nearly. */
const MANY_FILES = 450;

/** Kurose and Ross's web server sends its reply so, a character at a time. */
const REPLY_BYTES = 1300;

/** A client of theirs reads what it asked for so. */
const READ_BYTES = 3050;

const connection = `listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()`;

const partnerWith = (made: string) => `import threading
here, there = ${made}
def partner():
    while True:
        there.acquire()
        here.release()
threading.Thread(target=partner, daemon=True).start()`;

const getsockname = { setup: "s = socket.socket()", operation: "s.getsockname()" };
const sleep = { setup: "", operation: "time.sleep(0)" };

export const callRows: readonly CallRow[] = [
  {
    name: "getsockname",
    measure: "`getsockname`",
    unit: "echoes",
    atMost: 2,
    ...getsockname,
  },
  {
    name: "send-recv",
    measure: "64 B `send` and `recv` over TCP (two calls)",
    unit: "echoes",
    atMost: 4.5,
    setup: `${connection}\ndata = bytes(64)`,
    operation: "client.send(data); server.recv(64)",
  },
  {
    name: "select",
    measure: "`select` of a socket that is ready",
    unit: "echoes",
    setup: `${connection}\nclient.send(b"x")\nserver.recv(1, socket.MSG_PEEK)`,
    operation: "select.select([server], [], [])",
  },
  {
    name: "recv-eagain",
    measure: "`recv` that fails with EAGAIN",
    unit: "echoes",
    setup: `${connection}
server.setblocking(False)
def attempt():
    try:
        server.recv(1)
    except BlockingIOError:
        pass`,
    operation: "attempt()",
  },
  {
    name: "settimeout",
    measure: "a `settimeout` that changes something",
    unit: "ms",
    setup: "s = socket.socket()",
    operation: "s.settimeout(1); s.settimeout(2)",
    count: 2,
  },
  {
    name: "lock-switch",
    measure: "a switch between threads by `Lock`",
    unit: "ms",
    atMost: 0.1,
    setup: partnerWith("threading.Lock(), threading.Lock()\nhere.acquire()\nthere.acquire()"),
    operation: "there.release(); here.acquire()",
    count: 2,
  },
  {
    name: "semaphore-switch",
    measure: "a switch between threads by `Semaphore`",
    unit: "ms",
    atMost: 0.1,
    setup: partnerWith("threading.Semaphore(0), threading.Semaphore(0)"),
    operation: "there.release(); here.acquire()",
    count: 2,
  },
  { name: "sleep", measure: "`time.sleep(0)`", unit: "ms", ...sleep },
  {
    name: "thread",
    measure: "`Thread` started and joined",
    unit: "ms",
    setup: "import threading\ndef nothing(): pass",
    operation: "thread = threading.Thread(target=nothing); thread.start(); thread.join()",
  },
  {
    name: "reply",
    measure: `a reply sent byte by byte: ${REPLY_BYTES} \`send\``,
    unit: "s",
    setup: connection,
    operation: `for _ in range(${REPLY_BYTES}): server.send(b"x")
        client.recv(${REPLY_BYTES}, socket.MSG_WAITALL)`,
    isLong: true,
  },
  {
    name: "recv-1",
    measure: `${READ_BYTES} \`recv(1)\``,
    unit: "s",
    setup: connection,
    operation: `server.sendall(bytes(${READ_BYTES}))
        for _ in range(${READ_BYTES}): client.recv(1)`,
    isLong: true,
  },
  {
    name: "getsockname-files",
    measure: `\`getsockname\` beside ${MANY_FILES} shared files`,
    unit: "echoes",
    ...getsockname,
    sharedFiles: MANY_FILES,
  },
  {
    name: "sleep-files",
    measure: `\`time.sleep(0)\` beside ${MANY_FILES} shared files`,
    unit: "ms",
    ...sleep,
    sharedFiles: MANY_FILES,
  },
];

/**
 * The row's program: for each line that is typed it does the operation for so many seconds, once at least, and
 * prints the median in milliseconds. An empty line ends it.
 */
export function programOf({ setup, operation, count = 1, sharedFiles = 0 }: CallRow): string {
  return `import select, socket, time
for number in range(${sharedFiles}):
    with open(f"shared-{number}.txt", "w") as file:
        file.write("x")
${setup}
while seconds := input():
    times = []
    ends = time.perf_counter() + float(seconds)
    while True:
        began = time.perf_counter()
        ${operation}
        ended = time.perf_counter()
        times.append(ended - began)
        if ended >= ends:
            break
    times.sort()
    print(times[len(times) // 2] * 1000 / ${count})
`;
}
