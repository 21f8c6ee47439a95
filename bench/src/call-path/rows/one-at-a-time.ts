import { BenchLab } from "../bench-lab.js";
import { compare, medianOf, medianOfMeasured } from "../compare.js";
import { type Row, times } from "../row.js";
import { WireClient } from "../wire-client.js";

const SMALL = new Uint8Array(64).fill(0x78);
const SECTION = "one-at-a-time";

const getsockname: Row = {
  name: "getsockname",
  section: SECTION,
  measure: "`getsockname` over WebSocket, p50 ÷ bare ws echo of the same bytes",
  target: { atMost: 1.25 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const echo = await WireClient.open((await bench.echo()).url);
    const call = lab.prepare("getsockname", { fd: await lab.socket() });
    const comparison = await compare({
      product: medianOf(() => lab.reply(call)),
      peer: medianOf(() => echo.exchange(call.message)),
    });
    await Promise.all([lab.close(), echo.close()]);
    return times(comparison);
  },
};

const sendThenRecv: Row = {
  name: "send-then-recv",
  section: SECTION,
  measure: "64 B `send`, then `recv`, p50 ÷ websockify echo",
  target: { atMost: 1.3 },
  async run(bench) {
    const websockify = await WireClient.open((await bench.websockify()).url);
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const { client, accepted } = await lab.pair();
    const send = lab.prepare("send", { fd: client, data: SMALL });
    const recv = lab.prepare("recv", { fd: accepted, bufsize: SMALL.length });
    const comparison = await compare({
      product: medianOf(async () => {
        await lab.reply(send);
        await lab.reply(recv);
      }),
      peer: medianOf(() => websockify.exchange(SMALL)),
    });
    await Promise.all([lab.close(), websockify.close()]);
    return times(comparison);
  },
};

const recvThenSend: Row = {
  name: "recv-then-send",
  section: SECTION,
  measure: "64 B `recv` waiting, then `send` (both under way), p50 ÷ websockify echo",
  target: { atMost: 1.5 },
  async run(bench) {
    const websockify = await WireClient.open((await bench.websockify()).url);
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const { client, accepted } = await lab.pair();
    const recv = lab.prepare("recv", { fd: accepted, bufsize: SMALL.length });
    const send = lab.prepare("send", { fd: client, data: SMALL });
    const comparison = await compare({
      product: medianOf(() => Promise.all([lab.reply(recv), lab.reply(send)])),
      peer: medianOf(() => websockify.exchange(SMALL)),
    });
    await Promise.all([lab.close(), websockify.close()]);
    return times(comparison);
  },
};

const wakeUp: Row = {
  name: "wake-up",
  section: SECTION,
  measure: "a `recv` that waits: `send` to data, p50 ÷ bare ws echo",
  target: { atMost: 3 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const echo = await WireClient.open((await bench.echo()).url);
    const { client, accepted } = await lab.pair();
    const recv = lab.prepare("recv", { fd: accepted, bufsize: SMALL.length });
    const getsockname = lab.prepare("getsockname", { fd: client });
    const send = lab.prepare("send", { fd: client, data: SMALL });
    /** Calls of one connection begin in order: once the second has ended, the first waits. */
    const untilData = async () => {
      const data = lab.reply(recv);
      await lab.reply(getsockname);
      const startedAt = performance.now();
      const sent = lab.reply(send);
      await data;
      const tookMs = performance.now() - startedAt;
      await sent;
      return tookMs;
    };
    const comparison = await compare({
      product: medianOfMeasured(untilData),
      peer: medianOf(() => echo.exchange(send.message)),
    });
    await Promise.all([lab.close(), echo.close()]);
    return times(comparison);
  },
};

export const oneAtATime: readonly Row[] = [getsockname, sendThenRecv, recvThenSend, wakeUp].map((row) => ({
  ...row,
  run: (bench) => bench.apart((apart) => row.run(apart)),
}));
