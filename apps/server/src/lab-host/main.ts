import { rmSync } from "node:fs";
import {
  setDescriptorBudget,
  setFlowBudget,
  setRecordBudget,
  setWireShare,
  shareLoopback,
} from "@sockpit/lab";
import { closeCodes, limits } from "@sockpit/protocol";
import { keepStamping, sharePacketBuffers, useSmallHashTables } from "@sockpit/sockets";
import { inheritedDescriptorChannel } from "../between/descriptor-channel.js";
import { readLabHostSettings } from "../between/lab-host-settings.js";
import { readLabHostStart } from "../between/lab-host-start.js";
import { type FromLabHost, parseToLabHost, type ToLabHost, type Upgrade } from "../between/messages.js";
import { WIRES_SHARE } from "../between/wires-share.js";
import { receiveSocket } from "./connections/receive-socket.js";
import { WebSockets } from "./connections/web-sockets.js";
import { Health } from "./health.js";
import { describeIsolation } from "./isolation.js";
import { keepDescriptorsBack } from "./keep-descriptors-back.js";
import { Labs } from "./labs.js";
import { Parser } from "./parsing/parser.js";
import { EventStreams } from "./requests/event-streams.js";
import { LargeBodies } from "./requests/large-bodies.js";
import { Requests } from "./requests/requests.js";
import { TlsEngine } from "./tls/tls-engine.js";
import { Turns } from "./turns.js";

const { network, reason, share, hosts, index, folder } = readLabHostStart(process.env);
/** Where `os.tmpdir()` is from now on. */
process.env["TMPDIR"] = folder;
keepDescriptorsBack();
setDescriptorBudget({ share });
sharePacketBuffers({ share });
/** Until this process ends: the first packets of a lab have stamps then, too. */
keepStamping();
shareLoopback({ index, processes: hosts });
setFlowBudget(Math.floor(limits.capturedFlowsOfServer * share));
/** No other lab hosts have wires. */
setWireShare(Math.min(1, share / WIRES_SHARE));
const isolation = describeIsolation(network, reason);

if (network === "isolated") useSmallHashTables();

const { labIdleMs, pingMs, recordBytes } = readLabHostSettings(process.env);
setRecordBudget(Math.floor(recordBytes * share));
const labs = new Labs({
  network,
  isolation,
  share,
  idleMs: labIdleMs,
  interrupt: (lab, pid) => webSockets.interrupt(lab, pid),
  onClosed: (lab) => {
    webSockets.closeLab(lab);
    streams.closeLab(lab);
    turns.forget(lab);
    post({ type: "labClosed", lab });
  },
});
const turns = new Turns();
const parser = new Parser();
const tls = new TlsEngine({ share });
const webSockets = new WebSockets(labs, { turns, parser, tls, pingMs, share });
const streams = new EventStreams(labs, turns);
const requests = new Requests({ labs, streams, turns, parser, bodies: LargeBodies.inherited(), post });
const health = new Health({ labs, turns, webSockets });
const channel = inheritedDescriptorChannel();

/** What is no message of the front door's ends this process: `parseToLabHost` throws. */
process.on("message", (raw) => take(parseToLabHost(raw)));

/** Without the front door nobody can reach the labs. */
process.on("disconnect", leave);
process.on("SIGTERM", leave);
/** Ctrl+C reaches the whole process group; the front door decides. */
process.on("SIGINT", () => undefined);

post({ type: "ready", network, isolation });
if (!process.connected) leave();

function take(message: ToLabHost): void {
  if (message.type === "request") requests.add(message);
  else if (message.type === "credit") requests.credit(message);
  else if (message.type === "cancel") requests.cancel(message.id);
  else if (message.type === "upgrade") upgrade(message);
  else post({ type: "pong", stats: health.stats() });
}

function upgrade(message: Upgrade): void {
  const socket = receiveSocket(channel, message.id);
  post({ type: "upgraded", id: message.id, isTaken: socket !== null });
  if (socket !== null) webSockets.accept(message, socket);
}

function post(message: FromLabHost): void {
  if (process.connected) process.send?.(message);
}

/** What has to be done before the kernel closes everything, at once and faster than lab by lab. */
function leave(): void {
  webSockets.closeAll(closeCodes.goingAway.code);
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
