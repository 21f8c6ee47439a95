import { BenchLab } from "../bench-lab.js";
import { compare, rateOf } from "../compare.js";
import { LabTls } from "../lab-tls.js";
import { NodeTls, passer } from "../node-tls.js";
import { type Row, rates } from "../row.js";

const PIECE = new Uint8Array(32 * 1024).fill(0x78);
const MEGABYTES_OF_PIECE = PIECE.length / 1e6;
const SECTION = "tls";

const handshakes: Row = {
  name: "tls-handshakes",
  section: SECTION,
  measure: "TLS 1.3 handshakes/s between two sockets of a lab, one after the other ÷ node:tls",
  target: { atLeast: 0.15 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const [ours, theirs] = [await LabTls.open(lab), await NodeTls.open()];
    const comparison = await compare({
      product: rateOf([
        async () => {
          const { client, server } = await ours.handshake();
          await ours.free(client, server);
        },
      ]),
      peer: rateOf([
        async () => {
          const { client, server } = await theirs.handshake();
          client.destroy();
          server.destroy();
        },
      ]),
    });
    theirs.close();
    await lab.close();
    return rates(comparison, "handshakes/s");
  },
};

const data: Row = {
  name: "tls-data",
  section: SECTION,
  measure: "32 KiB over TLS between two sockets of a lab, one piece after the other, MB/s ÷ node:tls",
  target: { atLeast: 0.1 },
  async run(bench) {
    const lab = await BenchLab.open((await bench.server()).baseUrl);
    const [ours, theirs] = [await LabTls.open(lab), await NodeTls.open()];
    const ends = await ours.handshake();
    const peer = await theirs.handshake();
    const comparison = await compare({
      product: rateOf([() => ours.pass(ends, PIECE)]),
      peer: rateOf([passer(peer, PIECE)]),
    });
    peer.client.destroy();
    peer.server.destroy();
    theirs.close();
    await lab.close();
    return rates(comparison, "MB/s", MEGABYTES_OF_PIECE);
  },
};

export const tls: readonly Row[] = [handshakes, data];
