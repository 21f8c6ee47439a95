import { BenchLab } from "../bench-lab.js";
import { compare, type Round, rateOf } from "../compare.js";
import { type Row, rates } from "../row.js";
import { WireClient } from "../wire-client.js";

const SMALL = new Uint8Array(64).fill(0x78);
const CALLS = 64;
const EXCHANGES = 32;

const callsAtOnce: Row = {
  name: "calls-at-once",
  section: "at-once",
  measure: `calls/s, ${CALLS} in flight ÷ bare ws echo`,
  target: { atLeast: 0.8 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const echo = await WireClient.open((await bench.echo()).url);
    const fd = await lab.socket();
    const calls = Array.from({ length: CALLS }, () => lab.prepare("getsockname", { fd }));
    const comparison = await compare({
      product: rateOf(calls.map((call) => () => lab.reply(call))),
      peer: rateOf(
        calls.map(
          ({ message }) =>
            () =>
              echo.exchange(message),
        ),
      ),
    });
    await Promise.all([lab.close(), echo.close()]);
    return rates(comparison, "calls/s");
  },
};

const exchangesAtOnce: Row = {
  name: "exchanges-at-once",
  section: "at-once",
  measure: `64 B exchanges/s, ${EXCHANGES} in flight ÷ websockify echo`,
  target: { atLeast: 0.7 },
  async run(bench) {
    const { url } = await bench.websockify();
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    // websockify has one TCP connection for each WebSocket; bytes of several exchanges over one of them would come as one message.
    const wires = await Promise.all(Array.from({ length: EXCHANGES }, () => WireClient.open(url)));
    const comparison = await compare({
      product: await exchanges(lab),
      peer: rateOf(wires.map((wire) => () => wire.exchange(SMALL))),
    });
    await Promise.all([lab, ...wires].map((each) => each.close()));
    return rates(comparison, "exchanges/s");
  },
};

const exchangesWithViewer: Row = {
  name: "exchanges-with-viewer",
  section: "at-once",
  measure: `64 B exchanges/s, ${EXCHANGES} in flight, with a viewer ÷ without`,
  target: { atLeast: 0.8 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const alone = await exchanges(lab);
    const followed: Round = async (durationMs) => {
      const viewer = await lab.follow();
      const rate = await alone(durationMs);
      await viewer.close();
      return rate;
    };
    const comparison = await compare({ product: followed, peer: alone });
    await lab.close();
    return rates(comparison, "exchanges/s");
  },
};

/** A `send`, then the `recv` of what was sent, over as many TCP connections as there are exchanges at once. */
async function exchanges(lab: BenchLab): Promise<Round> {
  const operations: (() => Promise<void>)[] = [];
  while (operations.length < EXCHANGES) {
    const { client, accepted } = await lab.pair();
    const send = lab.prepare("send", { fd: client, data: SMALL });
    const recv = lab.prepare("recv", { fd: accepted, bufsize: SMALL.length });
    operations.push(async () => {
      await lab.reply(send);
      await lab.reply(recv);
    });
  }
  return rateOf(operations);
}

export const atOnce: readonly Row[] = [callsAtOnce, exchangesAtOnce, exchangesWithViewer];
