/**
 * `pnpm bench wire`: what a wire between hosts carries and adds, in a user and a network namespace as lab hosts are; with `neighbour`, what a
 * flood on one costs another lab of a server. Each figure stands beside what it should be; nothing is asserted.
 */
import { probeWire, stopReadiness } from "@sockpit/sockets";
import { measureCarrier } from "./wire/carrier.js";
import { measureNeighbour } from "./wire/neighbour.js";

const [what] = process.argv.slice(2);
if (what === "neighbour") await measureNeighbour();
else {
  const kinds = (["tun", "veth"] as const).filter((kind) => probeWire([kind]).kind !== null);
  for (const kind of kinds) await measureCarrier(kind);
  await stopReadiness();
}
