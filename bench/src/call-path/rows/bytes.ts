import type { Bench } from "../bench.js";
import { BenchLab } from "../bench-lab.js";
import { compare, rateOf } from "../compare.js";
import { resultOf } from "../replies.js";
import { type Reading, type Row, rates } from "../row.js";
import { WireClient } from "../wire-client.js";

const LARGE = new Uint8Array(64 * 1024).fill(0x78);
const MEGABYTES_OF_LARGE = LARGE.length / 1e6;
const SENDS = 4;
const SECTION = "bytes";

const oneLarge: Row = {
  name: "large-one-at-a-time",
  section: SECTION,
  measure: "64 KiB, one at a time, MB/s ÷ websockify",
  target: { atLeast: 1 },
  run: (bench) =>
    throughput(bench, 1, async ({ send, recv }) => {
      await send();
      await recv();
    }),
};

const streamed: Row = {
  name: "large-streamed",
  section: SECTION,
  measure: `64 KiB streamed, ${SENDS} sends in flight, MB/s ÷ websockify`,
  target: { atLeast: 1 },
  run: (bench) => throughput(bench, SENDS, ({ send, recv }) => Promise.all([send(), recv()])),
};

/** One end of a TCP connection sends a piece, the other takes as much. */
interface Piece {
  send(): Promise<void>;
  recv(): Promise<void>;
}

/** Pieces through one connection, so many at once: in the product as `pass` says, through an echo there and back. */
async function throughput(
  bench: Bench,
  count: number,
  pass: (piece: Piece) => Promise<unknown>,
): Promise<Reading> {
  const websockify = await WireClient.open((await bench.websockify()).url);
  const lab = await BenchLab.open((await bench.server()).baseUrl);
  const pieces = await piecesOf(lab, count);
  const comparison = await compare({
    product: rateOf(pieces.map((piece) => () => pass(piece))),
    peer: rateOf(echoesOf(websockify, count)),
  });
  await Promise.all([lab.close(), websockify.close()]);
  return rates(comparison, "MB/s", MEGABYTES_OF_LARGE);
}

async function piecesOf(lab: BenchLab, count: number): Promise<Piece[]> {
  const { client, accepted } = await lab.pair();
  return Array.from({ length: count }, () => {
    const sending = lab.prepare("send", { fd: client, data: LARGE });
    const receiving = lab.prepare("recv", { fd: accepted, bufsize: LARGE.length });
    const recv = async () => {
      let call = receiving;
      for (let left = LARGE.length; ; ) {
        const { data } = resultOf<{ data: Uint8Array }>(await lab.reply(call));
        left -= data.length;
        if (left === 0) return;
        // No more than that, or the others would wait for what is taken here.
        call = lab.prepare("recv", { fd: accepted, bufsize: left }, receiving.id);
      }
    };
    const send = async () => {
      const { bytes } = resultOf<{ bytes: number }>(await lab.reply(sending));
      if (bytes !== LARGE.length) throw new Error(`a send took ${bytes} bytes`);
    };
    return { send, recv };
  });
}

/** An echo gives a piece back in as many messages as it likes. */
function echoesOf(wire: WireClient, count: number): (() => Promise<void>)[] {
  const waiting: (() => void)[] = [];
  let receivedBytes = 0;
  wire.receive((message) => {
    receivedBytes += message.length;
    for (; receivedBytes >= LARGE.length; receivedBytes -= LARGE.length) waiting.shift()?.();
  });
  return Array.from({ length: count }, () => () => {
    wire.send(LARGE);
    return new Promise<void>((resolve) => waiting.push(resolve));
  });
}

export const bytes: readonly Row[] = [oneLarge, streamed];
