import type { WireSetting } from "@sockpit/protocol";
import type { RecordedLab, RecordedProgram, WireLab } from "./recorded-lab.js";

const port = 9000;
/** With the seed below, chance loses some of them. */
const TRIES = 6;

interface End {
  host: string;
  program: RecordedProgram;
  fd: number;
}

export const threeHosts: WireLab = { hosts: ["client", "server", "cache"], wire: { seed: 1 } };
export const fourHosts: WireLab = {
  hosts: ["client", "server", "cache", "label-printer"],
  wire: { seed: 1 },
};

/**
 * A program on each host says hello to those that come after it. Then the wire loses half of what the server sends to the client, every
 * second packet from the server to the cache, and the cache's to the client in a burst; one of the client's waits to the end.
 */
export function betweenHosts({ hosts = [] }: WireLab): (lab: RecordedLab) => Promise<void> {
  return async (lab) => {
    const ends: End[] = [];
    for (const host of hosts) ends.push(await openEnd(lab, host));
    const [client, server, cache] = ends as [End, End, End];
    for (const [place, from] of ends.entries())
      for (const to of ends.slice(place + 1)) {
        await send(from, to, `hello, ${to.host}`);
        await to.program.call("recvfrom", { fd: to.fd, bufsize: 100 }, 4);
      }
    await lab.setWire({
      directions: [
        { from: "server", to: "client", settings: { lossShare: 0.5 } },
        { from: "server", to: "cache", settings: { lossEveryNth: 2, delayMs: 5 } },
        {
          from: "cache",
          to: "client",
          settings: { lossBurst: { startShare: 1, endShare: 0.25, lossShare: 1 } },
        },
        { from: "client", to: "server", settings: { isHolding: true } },
      ],
    });
    for (let number = 1; number <= TRIES; number += 1) await send(server, client, `perhaps ${number}`);
    await untilLost(lab, "lossShare");
    for (const text of ["first", "second"]) await send(server, cache, text);
    await untilLost(lab, "lossEveryNth");
    await send(cache, client, "in a burst");
    await untilLost(lab, "lossBurst");
    await send(client, server, "held at the end");
    await lab.untilHeld(1);
    for (const { program } of ends) await program.exit();
  };
}

async function openEnd(lab: RecordedLab, host: string): Promise<End> {
  const program = await lab.start(`${host}.py`, host);
  const { fd } = await program.call("socket", { type: "SOCK_DGRAM" }, 2);
  await program.call("bind", { fd, address: { host: "", port } }, 3);
  return { host, program, fd };
}

async function send({ program, fd }: End, to: End, text: string): Promise<void> {
  await program.call("sendto", { fd, data: { text }, address: { host: to.host, port } }, 5);
}

async function untilLost(lab: RecordedLab, setting: WireSetting): Promise<void> {
  await lab.until(`a loss by ${setting}`, (event) => {
    if (event.event !== "packetLeft" || event.fate !== "dropped") return false;
    return event.cause?.by === "setting" && event.cause.setting === setting;
  });
}
