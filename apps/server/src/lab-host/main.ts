import { setDescriptorBudget } from "@sockpit/lab";
import { NetworkKind } from "@sockpit/protocol";
import { useSmallHashTables } from "@sockpit/sockets";
import { inheritedDescriptorChannel } from "../between/descriptor-channel.js";
import { readLabHostSettings } from "../between/lab-host-settings.js";
import {
  type FromLabHost,
  NETWORK_VARIABLE,
  REASON_VARIABLE,
  type ToLabHost,
  type Upgrade,
} from "../between/messages.js";
import { errorForCaller } from "../between/report-bug.js";
import { answerRequest } from "./answer-request.js";
import { EventStreams } from "./event-streams.js";
import { describeIsolation } from "./isolation.js";
import { keepDescriptorsBack } from "./keep-descriptors-back.js";
import { Labs } from "./labs.js";
import { receiveSocket } from "./receive-socket.js";
import { Turns } from "./turns.js";
import { WebSockets } from "./web-sockets.js";

keepDescriptorsBack();
setDescriptorBudget({ hosts: 1 });
const network = NetworkKind.parse(process.env[NETWORK_VARIABLE]);
const isolation = describeIsolation(network, process.env[REASON_VARIABLE]);

if (network === "isolated") useSmallHashTables();

const { labIdleMs, pingMs } = readLabHostSettings(process.env);
const labs = new Labs({
  network,
  isolation,
  idleMs: labIdleMs,
  interrupt: (lab) => webSockets.interrupt(lab),
  onClosed: (lab) => {
    webSockets.closeLab(lab);
    streams.closeLab(lab);
    tell({ type: "labClosed", lab });
  },
});
const turns = new Turns();
const webSockets = new WebSockets(labs, { turns, pingMs });
const streams = new EventStreams(labs, tell);
const channel = inheritedDescriptorChannel();
const requests = new Map<number, AbortController>();

process.on("message", (message: ToLabHost) => {
  if (message.type === "request") void answer(message);
  else if (message.type === "follow") follow(message);
  else if (message.type === "cancel") cancel(message.id);
  else upgrade(message);
});

/** Without the front door nobody can reach the labs. */
process.on("disconnect", leave);
process.on("SIGTERM", leave);
/** Ctrl+C reaches the whole process group; the front door decides. */
process.on("SIGINT", () => undefined);

tell({ type: "ready", network, isolation });

async function answer({ id, request }: Extract<ToLabHost, { type: "request" }>): Promise<void> {
  const controller = new AbortController();
  requests.set(id, controller);
  try {
    tell({ type: "reply", id, body: await answerRequest(labs, request, controller.signal) });
  } catch (error) {
    tell({ type: "failure", id, error: errorForCaller(error) });
  } finally {
    requests.delete(id);
  }
}

function follow(message: Extract<ToLabHost, { type: "follow" }>): void {
  try {
    streams.open(message);
  } catch (error) {
    tell({ type: "failure", id: message.id, error: errorForCaller(error) });
  }
}

function upgrade(message: Upgrade): void {
  const socket = receiveSocket(channel, message.id);
  tell({ type: "upgraded", id: message.id, isTaken: socket !== null });
  if (socket !== null) webSockets.accept(message, socket);
}

function cancel(id: number): void {
  requests.get(id)?.abort();
  streams.close(id);
}

function tell(message: FromLabHost): void {
  if (process.connected) process.send?.(message);
}

function leave(): void {
  labs.closeAll();
  process.exit(0);
}
