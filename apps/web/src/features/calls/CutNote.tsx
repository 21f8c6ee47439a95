import type { TracedResult } from "@sockpit/protocol";
import { useTranslation } from "react-i18next";
import { type CutDatagram, cutDatagram } from "../../models/format/lost-bytes.js";

const counts = new Intl.NumberFormat("en");

/** How much of a datagram was taken and how much is lost, where a call gave too little room for it. */
export function CutNote({ result }: { result: TracedResult }) {
  const { t } = useTranslation();
  const cut = cutDatagram(result);
  return cut === null ? null : (
    <span className="packet-note">{t("diagram.cutDatagram", cutCounts(cut))}</span>
  );
}

/** The numbers as the page writes them. */
export function cutCounts({ takenBytes, wholeBytes }: CutDatagram): { taken: string; whole: string } {
  return { taken: counts.format(takenBytes), whole: counts.format(wholeBytes) };
}
