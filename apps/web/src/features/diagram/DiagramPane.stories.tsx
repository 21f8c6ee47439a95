import type { TlsRecordName } from "@sockpit/protocol";
import type { AppModel, Stories } from "../../catalogue/story.js";
import type { ChapterKind } from "../../record/chapters/chapter.js";
import { DiagramPane } from "./DiagramPane.js";

const view = () => <DiagramPane viewSwitch={null} exportMenu={null} />;
const widthPx = 760;

/** Chooses the first packet that is such a one. */
function choosePacket(app: AppModel, isIt: (notes: readonly string[], flags: readonly string[]) => boolean) {
  const entry = app.record.record.entries.find(
    (candidate) =>
      candidate.kind === "packet" &&
      isIt(candidate.packet.tcp?.notes ?? [], candidate.packet.tcp?.flags ?? []),
  );
  if (entry?.kind === "packet") app.selection.choose({ kind: "packet", packet: entry.packet.packet });
}

function chooseTlsRecord(app: AppModel, wanted: TlsRecordName) {
  const entry = app.record.record.entries.find(
    (candidate) =>
      candidate.kind === "packet" && candidate.packet.tls?.records.some(({ name }) => name === wanted),
  );
  if (entry?.kind === "packet") app.selection.choose({ kind: "packet", packet: entry.packet.packet });
}

function chooseArp(app: AppModel) {
  const entry = app.record.record.entries.find(
    (candidate) => candidate.kind === "packet" && candidate.packet.arp !== undefined,
  );
  if (entry?.kind === "packet") app.selection.choose({ kind: "packet", packet: entry.packet.packet });
}

function foldChapter(app: AppModel, kind: ChapterKind) {
  const chapter = app.record.record.chapters.all.find(({ kinds }) => kinds.at(-1)?.kind === kind);
  if (chapter !== undefined) app.diagram.toggleChapter(chapter.id);
}

export const stories: Stories = [
  { name: "nothing yet", view, widthPx, shows: (t) => [t("diagram.title"), t("diagram.emptyTitle")] },
  {
    name: "nothing yet in a lab of hosts",
    situation: { server: "has wires" },
    before: (app) => app.session.startAfresh(["client", "server"]),
    view,
    widthPx,
    shows: () => ["10.0.0.2 · fd00::2", "127.0.0.1"],
  },
  {
    name: "a recording while Python loads",
    situation: { python: "loading" },
    view,
    widthPx,
    shows: (t) => [t("diagram.example.label"), t("diagram.example.mark"), t("diagram.example.again")],
  },
  {
    name: "the sample programs",
    situation: { recording: "sample-programs" },
    view,
    widthPx,
    shows: (t) => [t("diagram.label"), t("diagram.zoomIn"), "SYN-ACK", "server.py", "client.py"],
  },
  {
    name: "only the handshake",
    situation: { recording: "two-clients" },
    before: (app) => app.diagram.setMode("handshake"),
    view,
    widthPx: 420,
    shows: (t) => [t("diagram.modes.handshake"), t("chapters.titles.handshake"), "SYN-ACK"],
  },
  {
    name: "a chapter folded away",
    situation: { recording: "sample-programs" },
    before: (app) => foldChapter(app, "handshake"),
    view,
    widthPx,
    shows: (t) => [
      t("chapters.unfold", { title: t("chapters.titles.handshake") }),
      t("chapters.titles.handshake"),
    ],
  },
  {
    name: "a full accept queue, explained by its chapter",
    situation: {
      recording: "accept-queue-full",
      until: (event) => event.event === "packet" && event.tcp?.notes.includes("retransmission") === true,
    },
    view,
    widthPx,
    shows: (t) => [t("chapters.titles.queueFull"), "SYN"],
  },
  {
    name: "with its filter open",
    situation: { recording: "two-clients" },
    view,
    widthPx,
    act: (stage, t) => stage.press(t("diagram.filter")),
    shows: (t) => [t("diagram.search"), t("diagram.kinds.packets"), "client-1.py", "client-2.py"],
  },
  {
    name: "packets on a wire, of which one is lost and sent again",
    situation: { recording: "wire-loss" },
    view,
    widthPx,
    shows: (t) => ["SYN-ACK", "server.py", t("diagram.notes.retransmission")],
  },
  {
    name: "a packet that was lost on a wire, in full",
    situation: { recording: "wire-loss" },
    before: (app) => choosePacket(app, (notes, flags) => notes.length === 0 && flags.includes("PSH")),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.label")],
  },
  {
    name: "a burst on a wire, and its fast retransmission",
    situation: { recording: "wire-fast-retransmission" },
    before: (app) => app.diagram.setMode("packets"),
    view,
    widthPx,
    shows: (t) => [t("wireWords.dropped.rule", { rule: "drop-second" })],
  },
  {
    name: "a segment that was sent again as a probe, in full",
    situation: { recording: "wire-loss" },
    before: (app) => choosePacket(app, (notes) => notes.includes("tail-loss-probe")),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.label"), t("diagram.notes.tail-loss-probe")],
  },
  {
    name: "hosts that ask for each other's MAC addresses, and one question in full",
    situation: { recording: "wire-neighbours" },
    before: (app) => {
      app.diagram.setMode("packets");
      chooseArp(app);
    },
    view,
    widthPx,
    shows: (t) => [
      t("packetDetail.wantedAddress"),
      t("wireWords.neighbour.asks", { address: "10.0.0.2", by: "10.0.0.1" }),
    ],
  },
  {
    name: "a packet that is held on a wire",
    situation: {
      recording: "wire-hands",
      until: (event) => event.event === "packetHeld",
    },
    view,
    widthPx,
    shows: () => ["SYN-ACK"],
  },
  {
    name: "what a person does to packets on a wire",
    situation: { recording: "wire-hands" },
    view,
    widthPx: 420,
    shows: () => ["SYN-ACK"],
  },
  {
    name: "a packet in full",
    situation: { recording: "sample-programs" },
    before: (app) => choosePacket(app, (_notes, flags) => flags.includes("SYN")),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.label"), t("packetDetail.flags"), t("packetDetail.options"), "MSS"],
  },
  {
    name: "a segment that was sent again, explained",
    situation: { recording: "retransmission" },
    before: (app) => choosePacket(app, (notes) => notes.includes("retransmission")),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.label"), t("diagram.notes.retransmission")],
  },
  {
    name: "a TLS handshake, record by record",
    situation: { recording: "tls" },
    before: (app) => app.diagram.setMode("packets"),
    view,
    widthPx,
    shows: (t) => [t("chapters.titles.tls"), "ClientHello", "ServerHello", "Application Data ×4"],
  },
  {
    name: "a packet with TLS records in full",
    situation: { recording: "tls" },
    before: (app) => chooseTlsRecord(app, "Certificate"),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.tls"), "Certificate", "ServerHelloDone"],
  },
  {
    name: "datagrams that were dropped",
    situation: { recording: "udp-lost" },
    view,
    widthPx,
    shows: (t) => ["UDP", t("diagram.notes.receive-queue-full")],
  },
  {
    name: "calls that conditions of the run changed",
    situation: { recording: "conditions" },
    view,
    widthPx,
    shows: (t) => [t("shared.conditions.slowPeer"), "client.py"],
  },
  {
    name: "Unix sockets, which have no packets",
    situation: { recording: "unix-pair" },
    view,
    widthPx,
    shows: (t) => [t("diagram.unixNote"), "socketpair"],
  },
  {
    name: "where packets cannot be seen",
    situation: { recording: "without-packets", server: "is mapped" },
    view,
    widthPx,
    shows: (t) => [t("diagram.noPackets", { reason: t("diagram.needsNetRaw") }), "close"],
  },
  {
    name: "three threads of one program wait",
    situation: {
      recording: "threads",
      until: (event) => event.event === "callStarted" && event.command === "send",
    },
    view,
    widthPx,
    shows: () => ["recv", "accept"],
  },
  {
    name: "a connection over IPv6",
    situation: { recording: "ipv6" },
    view,
    widthPx,
    shows: (t) => [t("chapters.titles.handshake"), t("chapters.titles.closing"), "SYN-ACK"],
  },
  {
    name: "one direction is closed, and the other goes on",
    situation: {
      recording: "half-close",
      until: (event) => event.event === "callEnded" && event.command === "shutdown",
    },
    view,
    widthPx,
    shows: (t) => [t("chapterSentences.closingHalf", { from: "client.py", to: "server.py" }), "shutdown"],
  },
  {
    name: "a socket that connects to itself",
    situation: { recording: "to-itself" },
    view,
    widthPx,
    shows: (t) => [t("chapterSentences.closingItself", { from: "itself.py" }), "SYN-ACK"],
  },
  {
    name: "names that are looked up",
    situation: { recording: "lookups" },
    view,
    widthPx,
    shows: () => ["getaddrinfo", "= 127.0.0.1", "EAI_NONAME"],
  },
  {
    name: "a pipe between two threads, and many bytes that folded",
    situation: { recording: "pipe" },
    before: (app) => app.diagram.laneView.split(0, "thread"),
    view,
    widthPx,
    shows: (t) => [t("diagram.unixNote"), "reader", "pipe2", "26 × read · 26 × write"],
  },
  {
    name: "chapters of one kind, counted in the outline",
    situation: { recording: "sixteen-programs" },
    view,
    widthPx,
    shows: (t) => [t("chapters.times", { title: t("chapters.titles.handshake"), count: 15 })],
  },
  {
    name: "a reset",
    situation: { recording: "reset" },
    before: (app) => choosePacket(app, (notes) => notes.includes("reset")),
    view,
    widthPx,
    shows: (t) => [t("packetDetail.label"), "RST"],
  },
];
