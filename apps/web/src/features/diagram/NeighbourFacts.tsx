import type { PacketEvent } from "../../record/entry.js";
import { neighbourWords } from "../../record/neighbours.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Fact } from "./Fact.js";
import { withPacketTexts } from "./packet-strings.js";

/** The addresses in a packet of ARP or neighbour discovery. */
export function NeighbourFacts({ packet }: { packet: PacketEvent }) {
  const { t } = withPacketTexts(useTranslation());
  const words = neighbourWords(packet);
  if (words === null) return null;
  const { kind, address, by, mac } = words;
  const isAsking = kind === "asks";
  const owner = isAsking ? by : address;
  return (
    <>
      <Fact name={t("packetDetail.neighbour")}>{t(`packetDetail.${kind}`)}</Fact>
      <Fact name={t(isAsking ? "packetDetail.wantedAddress" : "packetDetail.foundAddress")}>{address}</Fact>
      {mac === null ? null : <Fact name={t("packetDetail.macOf", { address: owner })}>{mac}</Fact>}
    </>
  );
}
