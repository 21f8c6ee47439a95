import type { Stories } from "../../catalogue/story.js";
import { SocketsPane } from "./SocketsPane.js";

const view = () => <SocketsPane />;

export const stories: Stories = [
  { name: "no sockets yet", view, shows: (t) => [t("sockets.title"), t("sockets.emptyTitle")] },
  {
    name: "a full accept queue",
    situation: {
      recording: "accept-queue-full",
      until: (event) => event.event === "packet" && event.tcp?.notes.includes("retransmission") === true,
    },
    view,
    shows: (t) => ["server.py", "LISTEN", t("kernel.full"), t("kernel.places"), "SYN-SENT"],
  },
  {
    name: "a half-open connection",
    situation: {
      recording: "retransmission",
      until: (event) => event.event === "socketChanged" && event.socket.state === "SYN-RECEIVED",
    },
    view,
    shows: (t) => ["LISTEN", t("kernel.synQueue"), t("kernel.halfOpen"), "SYN-RECEIVED"],
  },
  {
    name: "a closed window",
    situation: {
      recording: "big-transfer",
      until: (event) => event.event === "packet" && event.tcp?.notes.includes("zero-window") === true,
    },
    view,
    shows: (t) => ["ESTABLISHED", t("kernel.receiveQueue"), t("kernel.sendQueue")],
  },
  {
    name: "a socket unfolded: its states, buffers and TCP's numbers",
    situation: { recording: "two-clients", until: (event) => event.event === "processEnded" },
    view,
    act: (stage) => stage.press("fd 4"),
    shows: (t) => [t("kernel.pathSoFar"), "cwnd", "rtt"],
  },
  {
    name: "datagrams dropped",
    situation: {
      recording: "udp-lost",
      until: (event) => event.event === "callStarted" && event.command === "recvfrom",
    },
    view,
    shows: (t) => ["UNCONNECTED", t("kernel.dropped")],
  },
  {
    name: "a pair of Unix sockets",
    situation: {
      recording: "unix-pair",
      until: (event) => event.event === "callStarted" && event.command === "close",
    },
    view,
    shows: () => ["pair.py", "CONNECTED"],
  },
  {
    name: "looked at now and then, where packets cannot be seen",
    situation: { recording: "without-packets", server: "is mapped" },
    view,
    shows: (t) => [t("kernel.sampled")],
  },
  {
    name: "after the programs: what is left, and what has gone",
    situation: { recording: "sample-programs" },
    view,
    shows: (t) => [t("kernel.gone"), "TIME-WAIT"],
  },
];
