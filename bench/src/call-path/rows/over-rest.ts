import { BenchLab } from "../bench-lab.js";
import { compare, medianOf } from "../compare.js";
import { http } from "../http.js";
import { type Row, times } from "../row.js";

const callOverRest: Row = {
  name: "rest",
  section: "rest",
  measure: "one call over REST, p50 ÷ `GET /healthz`",
  target: { atMost: 1.5 },
  async run(bench) {
    const { baseUrl } = await bench.server();
    const lab = await BenchLab.open(baseUrl);
    const params = { fd: await lab.socket() };
    const comparison = await compare({
      product: medianOf(() => lab.callOverRest("getsockname", params)),
      peer: medianOf(() => http(`${baseUrl}/healthz`)),
    });
    await lab.close();
    return times(comparison);
  },
};

export const overRest: readonly Row[] = [callOverRest];
