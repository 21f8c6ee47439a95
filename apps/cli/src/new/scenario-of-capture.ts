import { limits } from "@sockpit/protocol";
import type { Scenario, ScenarioProgram } from "@sockpit/protocol/scenario";
import { writeBytes } from "@sockpit/scenario";
import { CannotRun } from "../exit-status.js";
import type { Conversation, Turn } from "./conversations.js";

/** Conversations of which programs are made: more are a protocol's history, and no scenario. */
const MAX_CONVERSATIONS = 4;

/** Bytes of one turn: a longer one is cut, and a comment says so. */
const MAX_TURN_BYTES = 4096;

/** A scenario in which two programs say what was said in a capture, over loopback. */
export function scenarioOfCapture(conversations: readonly Conversation[]): Scenario {
  const spoken = conversations.filter(({ turns }) => turns.length > 0);
  if (spoken.length === 0) throw new CannotRun("nothing was said over TCP or UDP in this capture");
  const chosen = spoken.slice(0, MAX_CONVERSATIONS);
  return {
    format: 1,
    title: { en: "A recorded conversation", "zh-TW": "錄下的對話" },
    summary: {
      en: `${chosen.length} of ${spoken.length} conversations of a capture.`,
      "zh-TW": `擷取檔中 ${spoken.length} 段對話裡的 ${chosen.length} 段。`,
    },
    programs: chosen
      .flatMap((conversation, at) => programsOf(conversation, at === 0 ? "" : `-${at + 1}`))
      .slice(0, limits.scenarioPrograms),
    files: [],
    expect: [],
    conditions: [],
  };
}

function programsOf(conversation: Conversation, suffix: string): ScenarioProgram[] {
  const isTcp = conversation.protocol === "TCP";
  const [server, client] = isTcp ? overTcp(conversation) : overUdp(conversation);
  const call = isTcp ? "listen" : "bind";
  return [
    { name: `server${suffix}.steps`, source: lines(server) },
    {
      name: `client${suffix}.steps`,
      source: lines(client),
      after: { program: `server${suffix}`, call, number: 1 },
    },
  ];
}

function overTcp({ server: { host, port }, turns, closedBy }: Conversation): [string[], string[]] {
  const address = `("${loopbackOf(host)}", ${port})`;
  const server = [`s = create_server(${address}${familyOf(host)}); conn, peer = s.accept()`];
  const client = [`s = create_connection(${address})`];
  for (const { from, bytes } of turns) {
    const isClient = from === "client";
    (isClient ? client : server).push(
      ...cutNote(bytes),
      `${isClient ? "s" : "conn"}.sendall(${quoted(bytes)})`,
    );
    (isClient ? server : client).push(
      `${isClient ? "conn" : "s"}.recv(${shown(bytes).length}, MSG_WAITALL) == ${quoted(bytes)}`,
    );
  }
  // Who did not close first sees the end of the other.
  if (closedBy === "server") {
    server.push("conn.close(); s.close()");
    client.push('s.recv(1) == b""', "s.close()");
  } else {
    client.push("s.close()");
    server.push('conn.recv(1) == b""', "conn.close(); s.close()");
  }
  return [server, client];
}

function overUdp({ server: { host, port }, turns }: Conversation): [string[], string[]] {
  const family = host.includes(":") ? "AF_INET6" : "AF_INET";
  const address = `("${loopbackOf(host)}", ${port})`;
  const server = [`s = socket(${family}, SOCK_DGRAM)`, `s.bind(${address})`];
  const client = [`s = socket(${family}, SOCK_DGRAM)`];
  for (const { from, bytes } of turns) {
    const size = Math.max(1, shown(bytes).length);
    if (from === "client") {
      client.push(...cutNote(bytes), `s.sendto(${quoted(bytes)}, ${address})`);
      server.push(`data, peer = s.recvfrom(${size})`, `data == ${quoted(bytes)}`);
    } else {
      server.push(...cutNote(bytes), `s.sendto(${quoted(bytes)}, peer)`);
      client.push(`s.recvfrom(${size}) == (${quoted(bytes)}, ...)`);
    }
  }
  return [server, client];
}

function loopbackOf(host: string): string {
  return host.includes(":") ? "::1" : "127.0.0.1";
}

function familyOf(host: string): string {
  return host.includes(":") ? ", family=AF_INET6" : "";
}

function shown(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, MAX_TURN_BYTES);
}

function cutNote(bytes: Turn["bytes"]): string[] {
  return bytes.length <= MAX_TURN_BYTES ? [] : [`# The first ${MAX_TURN_BYTES} of ${bytes.length} bytes.`];
}

function quoted(bytes: Uint8Array): string {
  return writeBytes(shown(bytes));
}

function lines(some: readonly string[]): string {
  return some.map((line) => `${line}\n`).join("");
}
