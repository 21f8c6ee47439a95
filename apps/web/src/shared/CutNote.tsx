import type { TracedResult } from "@sockpit/protocol";
import { cutCounts, cutDatagram } from "./format/lost-bytes.js";
import { useTranslation } from "./translation-context.js";
import "./cut-note.css";

/** How much of a datagram was taken and how much is lost, where a call gave too little room for it. */
export function CutNote({ result }: { result: TracedResult }) {
  const { t } = useTranslation();
  const cut = cutDatagram(result);
  return cut === null ? null : <span className="packet-note">{t("shared.cutDatagram", cutCounts(cut))}</span>;
}
