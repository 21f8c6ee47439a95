import type { Lab } from "@sockpit/lab";
import {
  badParams,
  type ControlInput,
  type ControlMessage,
  type ControlName,
  type ControlResult,
  codedFailure,
  controls,
  isControlName,
  type MessageEncoding,
  quotedExcerpt,
} from "@sockpit/protocol";
import { freeMemory } from "../../between/free-memory.js";
import { bytesIn } from "../tls/bytes-of-messages.js";
import type { TlsControlName } from "../tls/perform-tls.js";
import type { TlsEngine } from "../tls/tls-engine.js";
import type { EventForm } from "../trace-cursor.js";

/** What a control message steers: one connection in a lab. */
export interface ControlTarget {
  readonly lab: Lab;
  readonly tls: TlsEngine;
  /** The process ends with this connection. */
  own(pid: number): void;
  /** Interrupts a call of this connection. Says whether there was one. */
  cancel(id: number): boolean;
  /** Sends the events after `since` that the lab still keeps, then each as it happens, one in a message or many. */
  follow(since: number, form: EventForm): void;
  /** Ends a process and its waiting calls, however many these are. */
  endProcess(pid: number, status: number): Promise<void>;
}

interface Outcome<N extends ControlName> {
  result: ControlResult<N>;
  /** What has to come after the reply. */
  after?: () => void;
}

type ControlHandler<N extends ControlName> = (
  connection: ControlTarget,
  params: ControlInput<N>,
  encoding: MessageEncoding,
) => Outcome<N> | Promise<Outcome<N>>;

const handlers: { readonly [N in ControlName]: ControlHandler<N> } = {
  follow: async (connection, { since, batch }, encoding) => {
    const { lab } = connection;
    const sockets = await lab.socketsInTurns();
    const seq = lab.lastSeq;
    const from = Math.min(since ?? seq, seq);
    const { dropped } = lab.readTrace(from, { maxBytes: 0 });
    return {
      result: { lab: lab.info(), sockets, seq, at: lab.now(), dropped },
      after: () => connection.follow(from + dropped, { encoding, isBatched: batch }),
    };
  },
  startProcess: (connection, { name, host }) => {
    const pid = connection.lab.startProcess(name, host);
    connection.own(pid);
    return { result: { pid, ...connection.lab.placeOf(pid) } };
  },
  endProcess: async (connection, { pid, status }) => {
    await connection.endProcess(pid, status);
    return { result: {} };
  },
  setConditions: ({ lab }, params) => {
    lab.setConditions(params);
    return { result: {} };
  },
  write: ({ lab }, { pid, stream, text }) => {
    lab.write(pid, stream, text);
    return { result: {} };
  },
  reportLookup: ({ lab }, lookup) => {
    lab.reportLookup(lookup);
    return { result: {} };
  },
  setWire: ({ lab }, change) => {
    lab.setWire(change);
    return { result: {} };
  },
  actOnPacket: ({ lab }, { packet, action }) => {
    lab.actOnPacket(packet, action);
    return { result: {} };
  },
  findSocket: ({ lab }, { path }) => ({ result: { found: lab.findSocket(path) } }),
  makeTlsContext: (target, params) => performTls(target, "makeTlsContext", params),
  configureTlsContext: (target, params) => performTls(target, "configureTlsContext", params),
  describeTlsContext: (target, params) => performTls(target, "describeTlsContext", params),
  makeTlsSession: (target, params) => performTls(target, "makeTlsSession", params),
  stepTlsSession: (target, params) => performTls(target, "stepTlsSession", params),
  describeTlsSession: (target, params) => performTls(target, "describeTlsSession", params),
  freeTls: (target, params) => performTls(target, "freeTls", params),
  cancel: (connection, { id }) => ({ result: { cancelled: connection.cancel(id) } }),
};

function performTls<N extends TlsControlName>(
  { lab, tls }: ControlTarget,
  name: N,
  params: ControlInput<N>,
): Promise<Outcome<N>> {
  return tls
    .perform(lab, name, params)
    .then((result) => ({ result, after: () => bytesIn(result).forEach(freeMemory) }));
}

/**
 * Validates a control message, does what it says, and validates the answer. No async function: while a control waits for its turn,
 * nothing holds the message, whose text would grow old in the heap.
 */
export function performControl(
  connection: ControlTarget,
  message: ControlMessage,
  encoding: MessageEncoding,
): Promise<Outcome<ControlName>> {
  try {
    const { name, params } = validated(message);
    const handler = handlers[name] as ControlHandler<ControlName>;
    return Promise.resolve(handler(connection, params, encoding)).then((outcome) => checked(name, outcome));
  } catch (error) {
    return Promise.reject(error);
  }
}

function validated({ control: name, params }: ControlMessage): { name: ControlName; params: never } {
  if (!isControlName(name)) {
    throw codedFailure("unknown_command", `There is no control ${quotedExcerpt(name)}.`, {
      field: "control",
    });
  }
  const parsed = controls[name].params.safeParse(params ?? {});
  if (!parsed.success) throw badParams(parsed.error, "params");
  return { name, params: parsed.data as never };
}

function checked(name: ControlName, outcome: Outcome<ControlName>): Outcome<ControlName> {
  // Sockets are made here and may be thousands: types hold them to the protocol, as they do events.
  const result = "sockets" in outcome.result ? { ...outcome.result, sockets: [] } : outcome.result;
  controls[name].result.parse(result);
  return outcome;
}
