import type { KernelSocket, LabEvent } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { RecordView } from "../../record/record-view.js";
import { recordOf } from "../../record/test-record.js";
import { groupSockets } from "./kernel-groups.js";

/** A packet, or where a call begins or returns; null for every other event. */
function nameOf(event: LabEvent): string | null {
  switch (event.event) {
    case "packet":
      return `${event.tcp?.flags.join("-")} ${event.tcp?.payloadBytes}`;
    case "callStarted":
      return `${event.command}(`;
    case "callEnded":
      return `${event.command} returns`;
    default:
      return null;
  }
}

/** State, and the bytes that wait to be read and to be acknowledged. */
function ofConnection({ state, receiveQueueBytes, sendQueueBytes }: KernelSocket): string {
  return `${state} ${receiveQueueBytes}/${sendQueueBytes}`;
}

/** What the kernel pane shows of the sample at a moment: listener with both queues, then the connection's two ends. */
function shownAt(view: RecordView, clientPid: number): string {
  const entries = groupSockets(view.sockets).flatMap((group) => group.entries);
  const listening = entries.find(({ socket }) => socket.state === "LISTEN");
  const queued = listening === undefined ? [] : [...listening.halfOpen, ...listening.waiting];
  const others = entries.filter((entry) => entry !== listening).map(({ socket }) => socket);
  const client = others.find(({ pid }) => pid === clientPid);
  const accepted = others.filter((socket) => socket !== client);
  return [
    listening === undefined ? "-" : `LISTEN ${listening.halfOpen.length}/${listening.waiting.length}`,
    client === undefined ? "-" : ofConnection(client),
    [...queued, ...accepted].map(ofConnection).join() || "-",
  ].join(" | ");
}

/**
 * RFC 9293, figures 6 and 12, with Linux's queues: the listener (SYN queue / accept queue) | the client | the server's end, each with
 * the bytes to be read / to be acknowledged.
 */
const expected = [
  "socket( : - | - | -",
  "socket returns : - | - | CLOSED 0/0",
  "bind( : - | - | CLOSED 0/0",
  "bind returns : - | - | CLOSED 0/0",
  "listen( : - | - | CLOSED 0/0",
  "listen returns : LISTEN 0/0 | - | -",
  "accept( : LISTEN 0/0 | - | -",
  "socket( : LISTEN 0/0 | - | -",
  "socket returns : LISTEN 0/0 | CLOSED 0/0 | -",
  "connect( : LISTEN 0/0 | CLOSED 0/0 | -",
  "SYN 0 : LISTEN 1/0 | SYN-SENT 0/0 | SYN-RECEIVED 0/0",
  "SYN-ACK 0 : LISTEN 1/0 | ESTABLISHED 0/0 | SYN-RECEIVED 0/0",
  "ACK 0 : LISTEN 0/1 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "connect returns : LISTEN 0/1 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "accept returns : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "getsockname( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "getsockname returns : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "recv( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "sendall( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "PSH-ACK 21 : LISTEN 0/0 | ESTABLISHED 0/21 | ESTABLISHED 21/0",
  "ACK 0 : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 21/0",
  "sendall returns : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 21/0",
  "recv returns : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "recv( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "sendall( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "PSH-ACK 26 : LISTEN 0/0 | ESTABLISHED 26/0 | ESTABLISHED 0/26",
  "ACK 0 : LISTEN 0/0 | ESTABLISHED 26/0 | ESTABLISHED 0/0",
  "sendall returns : LISTEN 0/0 | ESTABLISHED 26/0 | ESTABLISHED 0/0",
  "recv returns : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "recv( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "close( : LISTEN 0/0 | ESTABLISHED 0/0 | ESTABLISHED 0/0",
  "FIN-ACK 0 : LISTEN 0/0 | FIN-WAIT-1 0/0 | CLOSE-WAIT 0/0",
  "close returns : LISTEN 0/0 | FIN-WAIT-1 0/0 | CLOSE-WAIT 0/0",
  "recv returns : LISTEN 0/0 | FIN-WAIT-1 0/0 | CLOSE-WAIT 0/0",
  "close( : LISTEN 0/0 | FIN-WAIT-1 0/0 | CLOSE-WAIT 0/0",
  // The FIN acknowledges the client's: by way of FIN-WAIT-2, both of which have a row in the diagram.
  "FIN-ACK 0 : LISTEN 0/0 | TIME-WAIT 0/0 | LAST-ACK 0/0",
  "ACK 0 : LISTEN 0/0 | TIME-WAIT 0/0 | -",
  "close returns : LISTEN 0/0 | TIME-WAIT 0/0 | -",
  "close( : LISTEN 0/0 | TIME-WAIT 0/0 | -",
  "close returns : - | TIME-WAIT 0/0 | -",
];

it("shows at each packet and call of the sample what a reader of RFC 9293 expects", () => {
  const events = loadFixture("sample-programs");
  const record = recordOf(events);
  const clientPid = events.filter((event) => event.event === "processStarted")[1]?.pid ?? 0;
  const shown = events.flatMap((event) => {
    const name = nameOf(event);
    return name === null ? [] : [`${name} : ${shownAt(new RecordView(record, event.seq), clientPid)}`];
  });
  expect(shown).toEqual(expected);
});
