import type { Attack } from "../attack.js";
import type { AttackingConnection } from "../attacked-lab.js";
import type { Attacker } from "../attacker.js";

/** A little less than what one message may hold. */
const BYTES = 2_000_000;
const CONNECTIONS = 2;

const long = (character: string) => character.repeat(BYTES / Buffer.byteLength(character));
const call = (command: string, params: string) =>
  `{"id":1,"command":"${command}","pid":1,"params":${params}}`;
const bind = (address: string) => call("bind", `{"fd":3,"address":${address}}`);
const send = (data: string) => call("send", `{"fd":3,"data":${data}}`);

/** Messages that take time beyond their size. One row a shape; each is sent again and again, the next when it is answered. */
export const expensiveMessages: readonly Attack[] = [
  row("2 MB as a Unix path", () => bind(`{"path":"${long("x")}"}`), {
    networks: ["isolated", "mapped"],
    isCheap: true,
  }),
  row("2 MB of Chinese as an abstract name", () => bind(`{"abstract":"${long("字")}"}`)),
  row("two million empty objects, MessagePack", () => {
    const bytes = new Uint8Array(BYTES).fill(0x80);
    bytes.set([0xdd, 0, 0x1e, 0x84, 0x7b]);
    return bytes;
  }),
  row("700,000 empty objects, JSON", () => send(`{"text":[${"{},".repeat(699_999)}{}]}`), { isCheap: true }),
  row("lists nested a million deep", () => send("[".repeat(BYTES / 2) + "]".repeat(BYTES / 2 - 100))),
  row("200,000 unknown keys", () =>
    call("send", `{${Array.from({ length: 150_000 }, (_, key) => `"k${key}":1`).join(",")}}`),
  ),
  row("one key 250,000 times", () => call("send", `{${'"fd":3,'.repeat(250_000)}"a":1}`)),
  row("base64 of 1.5 MB", () => send(`{"base64":"${long("QUJD")}"}`)),
  row("a poll of 1,024 descriptors for every event", () => {
    const events = ["POLLIN", "POLLPRI", "POLLOUT", "POLLRDNORM", "POLLRDBAND", "POLLWRNORM", "POLLRDHUP"];
    const fds = Array.from({ length: 1024 }, (_, fd) => ({ fd, events }));
    return call("poll", JSON.stringify({ fds, timeout: 0 }));
  }),
  {
    kind: "messages",
    name: "REST bodies of 2 MB without a token",
    isCheap: true,
    run: (attacker) => bodies(attacker, undefined),
  },
  {
    kind: "messages",
    name: "REST bodies of 2 MB with a token",
    run: async (attacker) => bodies(attacker, (await attacker.lab()).key),
  },
];

function row(name: string, message: () => string | Uint8Array, more: Partial<Attack> = {}): Attack {
  return {
    kind: "messages",
    name,
    run: async (attacker) => {
      const frame = message();
      const lab = await attacker.lab();
      await attacker.together(CONNECTIONS, async () => {
        const { connection } = await lab.process();
        while (!attacker.isOver && connection.isOpen) await answered(connection, frame);
      });
    },
    ...more,
  };
}

/** Sends a frame, and waits for whatever comes. */
async function answered(connection: AttackingConnection, frame: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    connection.socket.once("message", () => resolve());
    connection.socket.once("close", () => resolve());
    connection.fire(frame);
  });
  connection.socket.removeAllListeners("close");
}

async function bodies(
  attacker: Attacker,
  key: Awaited<ReturnType<Attacker["lab"]>>["key"] | undefined,
): Promise<void> {
  const body = `{"pid":1,"fd":3,"address":{"path":"${long("x")}"}}`;
  const lab = key?.lab ?? "aaaaaaaaaaaa";
  await attacker.together(4, async () => {
    while (!attacker.isOver) {
      await attacker
        .rest("POST", `/api/labs/${lab}/commands/bind`, { body, ...(key === undefined ? {} : { key }) })
        .catch(() => attacker.count("connection reset"));
    }
  });
}
