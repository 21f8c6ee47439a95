import { type DatagramNote, formatEndpoint, type PacketNote } from "@sockpit/protocol";
import { X } from "lucide-react";
import type { PacketEntry, PacketEvent } from "../../record/entry.js";
import { packetLabel, tcpOptionText } from "../../record/packet-label.js";
import { useSelection } from "../../record/record-context.js";
import { CutNote } from "../../shared/CutNote.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Translate, Translation } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { CallLink } from "../calls/public.js";
import { Explain, Sentences, termOf } from "../glossary/public.js";
import { FollowButton, PayloadView, payloadOf, useStream } from "../stream/public.js";
import { useDiagram } from "./diagram-context.js";
import { Fact } from "./Fact.js";
import { NeighbourFacts } from "./NeighbourFacts.js";
import { withPacketTexts } from "./packet-strings.js";
import { RepeatFacts } from "./RepeatFacts.js";
import { WayFacts } from "./WayFacts.js";
import "./packet-detail.css";

/** The chosen packet in full: what it is, its numbers, its bytes, and the calls it belongs to. */
export function PacketDetail({ asOf }: { asOf: number }) {
  const { t } = usePacketTexts();
  const { record, store } = useDiagram();
  const selection = useSelection();
  const chosen = useModel(selection.store, (state) => state.chosen);
  const version = useModel(store, (state) => state.version);
  const entry = chosen?.kind === "packet" ? record.findPacket(chosen.packet) : undefined;
  if (entry === undefined) return null;
  return (
    <section
      className="call-detail packet-detail quiet-buttons"
      aria-label={t("packetDetail.label")}
      data-version={version}
    >
      <Head packet={entry.packet} />
      <Meaning packet={entry.packet} />
      <Facts entry={entry} />
      {entry.packet.wire === undefined ? null : <WayFacts entry={entry} asOf={asOf} />}
      <RepeatFacts entry={entry} asOf={asOf} />
      <Bytes packet={entry.packet} />
      <IconButton
        className="call-detail-close"
        label={t("packetDetail.close")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => selection.clear()}
      />
    </section>
  );
}

function usePacketTexts(): Translation {
  return withPacketTexts(useTranslation());
}

function Head({ packet }: { packet: PacketEvent }) {
  const { t } = usePacketTexts();
  const isRelative = useModel(useDiagram().store, (state) => state.hasRelativeNumbers);
  const { name, numbers, notes } = packetLabel(packet, isRelative);
  return (
    <p className="call-detail-where">
      <strong className="packet-detail-name">{name}</strong>
      <span className="packet-numbers">{numbers}</span>
      {notes.map((note) => (
        <Explain key={note} term={termOf("note", note)} className="packet-note">
          {noteText(note, t)}
        </Explain>
      ))}
      <span>{t("packetDetail.number", { number: packet.packet })}</span>
      <span className="packet-ends">
        {formatEndpoint(packet.source)} → {formatEndpoint(packet.destination)}
      </span>
    </p>
  );
}

function Meaning({ packet }: { packet: PacketEvent }) {
  const { name, tls, notes } = packetLabel(packet, true);
  const [first] = tls;
  const what = first === undefined ? termOf("packet", name) : termOf("tls", first.record);
  const terms = [what, ...notes.map((note) => termOf("note", note))];
  return (
    <p className="call-detail-text">
      {terms.map((term) => (
        <Sentences key={term} term={term} sourceClass="man-page" />
      ))}
    </p>
  );
}

function Facts({ entry: { packet, cause, effect } }: { entry: PacketEntry }) {
  const { t } = usePacketTexts();
  const { tcp, udp } = packet;
  const payloadBytes = tcp?.payloadBytes ?? udp?.payloadBytes ?? 0;
  return (
    <dl className="packet-facts">
      {tcp === undefined ? null : <TcpFacts tcp={tcp} />}
      <NeighbourFacts packet={packet} />
      <Fact name={t("packetDetail.length")}>{formatBytes(packet.lengthBytes)}</Fact>
      {payloadBytes === 0 ? null : <Fact name={t("packetDetail.payload")}>{formatBytes(payloadBytes)}</Fact>}
      <TlsFacts packet={packet} />
      <Fact name={t("packetDetail.sentBy")}>
        {cause === null ? t("packetDetail.kernel") : <CallLink call={cause} />}
      </Fact>
      {effect === null ? null : (
        <Fact name={t("packetDetail.received")}>
          <CallLink call={effect} /> {packet.udp === undefined ? null : <Cut call={effect} />}
        </Fact>
      )}
    </dl>
  );
}

/** How the call that took a datagram cut it. */
function Cut({ call }: { call: number }) {
  const { record } = useDiagram();
  const outcome = record.findCall(call)?.end?.outcome;
  return outcome?.kind === "returned" ? <CutNote result={outcome.result} /> : null;
}

function TcpFacts({ tcp }: { tcp: NonNullable<PacketEvent["tcp"]> }) {
  const { t } = usePacketTexts();
  const hasAck = tcp.flags.includes("ACK");
  return (
    <>
      <Fact name={t("packetDetail.flags")}>
        {tcp.flags.map((flag) => (
          <Explain key={flag} term={termOf("flag", flag)} className="packet-flag">
            {flag}
          </Explain>
        ))}
      </Fact>
      <Fact name={t("packetDetail.seq")}>
        {tcp.seq} <span className="dim">({tcp.relativeSeq})</span>
      </Fact>
      {hasAck ? (
        <Fact name={t("packetDetail.ack")}>
          {tcp.ack} <span className="dim">({tcp.relativeAck ?? ""})</span>
        </Fact>
      ) : null}
      <Fact name={t("packetDetail.window")}>{formatBytes(tcp.windowBytes)}</Fact>
      {tcp.options.length === 0 ? null : (
        <Fact name={t("packetDetail.options")}>
          {tcp.options.map((option) => (
            <Explain
              key={tcpOptionText(option)}
              term={termOf("tcpOption", option.kind)}
              className="packet-flag"
            >
              {tcpOptionText(option)}
            </Explain>
          ))}
        </Fact>
      )}
    </>
  );
}

function TlsFacts({ packet }: { packet: PacketEvent }) {
  const { t } = usePacketTexts();
  const { tls } = packetLabel(packet, true);
  if (tls.length === 0) return null;
  const more = packet.tls?.more ?? 0;
  return (
    <Fact name={t("packetDetail.tls")}>
      {tls.map(({ record, name, says, bytes }, place) => (
        // A packet may have the same record twice.
        <span key={`${place} ${name}`} className="packet-tls-record">
          <Explain term={termOf("tls", record)} className="packet-flag">
            {name}
          </Explain>{" "}
          {formatBytes(bytes)}
          {says === "" ? "" : `: ${says}`}
        </span>
      ))}
      {more === 0 ? null : <span>{t("packetDetail.moreRecords", { count: more })}</span>}
    </Fact>
  );
}

function Bytes({ packet: { data, packet, stream } }: { packet: PacketEvent }) {
  const model = useStream();
  if (stream === undefined) return null;
  const onFollow = () => model.followPacket(packet);
  if (data === undefined || data.bytes === 0) return <FollowButton onFollow={onFollow} />;
  const name = `packet-${packet}.bin`;
  return <PayloadView payload={payloadOf(data)} fileName={name} isPacket onFollow={onFollow} />;
}

function noteText(note: PacketNote | DatagramNote, t: Translate): string {
  return t(`diagram.notes.${note}`);
}
