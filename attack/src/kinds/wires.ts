import { type CreateWire, limits, WireState } from "@sockpit/protocol";
import type { Attack } from "../attack.js";
import type { AttackedLab } from "../attacked-lab.js";
import type { Attacker } from "../attacker.js";

const { wirePacketsOfServer, wireBytesOfServer, wireMtuBytes } = limits;

/** docs/reliability.md: a quarter of the budget of records is for labs with a wire. */
const RECORDS_MIB = 32;
const WIRES_MIB = wireBytesOfServer / 2 ** 20;

/** A datagram leaves in so many packets at most: a TUN device's queue has room for 500. */
const FRAGMENTS = 300;
const HEADERS_BYTES = 28;
const MAX_DATAGRAM_BYTES = 65_507;

const PORT = 9;

/** What a host sends faster than its packets are carried, its kernel drops. Less than the packets stay. */
const FILL_MS = 7000;

/** What wires hold that are filled for as long as packets stay on them. */
export const wires: readonly Attack[] = [
  {
    kind: "wires",
    name: "wires full of the shortest packets, in twelve labs",
    hasWires: true,
    recordsMib: RECORDS_MIB + WIRES_MIB,
    run: (attacker) => fillWires(attacker, 12, { mtuBytes: wireMtuBytes.min, bound: wirePacketsOfServer }),
  },
  {
    kind: "wires",
    name: "wires full of packets of 1,500 bytes, in 24 labs",
    hasWires: true,
    recordsMib: RECORDS_MIB + WIRES_MIB,
    run: (attacker) => {
      const mtuBytes = wireMtuBytes.usual;
      return fillWires(attacker, 24, { mtuBytes, bound: Math.ceil(wireBytesOfServer / mtuBytes) });
    },
  },
];

/** What all labs may have on their wires is half as much again as what all wires may: `bound` packets. */
async function fillWires(
  attacker: Attacker,
  labs: number,
  { mtuBytes, bound }: { mtuBytes: number; bound: number },
): Promise<void> {
  const made: AttackedLab[] = [];
  await attacker.together(labs, async () => {
    const lab = await attacker.labOnWire({ mtuBytes });
    made.push(lab);
    await fill(attacker, lab, mtuBytes);
  });
  if (made.length < labs) attacker.unexpected(`${made.length} of ${labs} labs with a wire`);
  let packets = 0;
  for (const { key } of made) {
    const { text } = await attacker.rest("GET", `/api/labs/${key.lab}/wire`, { key });
    const { directions } = WireState.parse(JSON.parse(text));
    for (const { flyingPackets } of directions) packets += flyingPackets;
  }
  attacker.answers.set("packets on all wires", packets);
  // One more each may have entered last; those at the end of a datagram are shorter.
  if (packets > bound * 1.02) attacker.unexpected(`${packets} packets on all wires, of ${bound}`);
  if (packets < bound * 0.9)
    attacker.unexpected(`only ${packets} packets on all wires: ${bound} were not reached`);
}

async function fill(attacker: Attacker, lab: AttackedLab, mtuBytes: number): Promise<void> {
  const receiver = await lab.process("b");
  const { fd: far } = await receiver.mustCall("socket", { type: "SOCK_DGRAM" });
  await receiver.mustCall("bind", { fd: far, address: { host: "", port: PORT } });
  const sender = await lab.process("a");
  const { fd } = await sender.mustCall("socket", { type: "SOCK_DGRAM" });
  const address = { host: "b", port: PORT };
  // Once they know each other's MAC addresses, packets may stay on the wire.
  await sender.mustCall("sendto", { fd, data: { text: "-" }, address });
  await receiver.mustCall("recv", { fd: far, bufsize: 1 });
  await attacker.rest("POST", `/api/labs/${lab.key.lab}/wire`, { key: lab.key, body: STAYS });
  const fragments = Math.min(FRAGMENTS, Math.floor(MAX_DATAGRAM_BYTES / mtuBytes));
  const data = { text: "x".repeat(fragments * (mtuBytes - HEADERS_BYTES)) };
  const endsAt = performance.now() + FILL_MS;
  while (performance.now() < endsAt) await sender.call("sendto", { fd, data, address });
}

const STAYS = JSON.stringify({ settings: { delayMs: limits.wireDelayMs } } satisfies CreateWire);
