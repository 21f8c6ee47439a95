import {
  badParams,
  type ControlInput,
  type ControlMessage,
  type ControlName,
  type ControlResult,
  codedFailure,
  controls,
  isControlName,
} from "@sockpit/protocol";
import type { LabConnection } from "./lab-connection.js";

type Encoding = "json" | "binary";

interface Outcome<N extends ControlName> {
  result: ControlResult<N>;
  /** What has to come after the reply. */
  after?: () => void;
}

type ControlHandler<N extends ControlName> = (
  connection: LabConnection,
  params: ControlInput<N>,
  encoding: Encoding,
) => Outcome<N>;

const handlers: { readonly [N in ControlName]: ControlHandler<N> } = {
  follow: (connection, { since }, encoding) => {
    const { lab } = connection;
    const sockets = lab.sockets();
    const { seq, at } = lab.since(0);
    const { events, dropped } = lab.since(since ?? seq);
    return {
      result: { lab: lab.info(), sockets, seq, at, dropped },
      after: () => connection.follow(events, encoding),
    };
  },
  startProcess: (connection, { name }) => {
    const pid = connection.lab.startProcess(name);
    connection.own(pid);
    return { result: { pid } };
  },
  endProcess: ({ lab }, { pid, status }) => {
    lab.endProcess(pid, { status, reason: "exited" });
    return { result: {} };
  },
  write: ({ lab }, { pid, stream, text }) => {
    lab.write(pid, stream, text);
    return { result: {} };
  },
  cancel: (connection, { id }) => ({ result: { cancelled: connection.cancel(id) } }),
};

/** Validates a control message, does what it says, and validates the answer. */
export function performControl(
  connection: LabConnection,
  message: ControlMessage,
  encoding: Encoding,
): Outcome<ControlName> {
  const name = message.control;
  if (!isControlName(name)) {
    throw codedFailure("unknown_command", `There is no control ${JSON.stringify(name)}.`, {
      field: "control",
    });
  }
  const parsed = controls[name].params.safeParse(message.params ?? {});
  if (!parsed.success) throw badParams(parsed.error, "params");
  const handler = handlers[name] as ControlHandler<ControlName>;
  const outcome = handler(connection, parsed.data as never, encoding);
  controls[name].result.parse(outcome.result);
  return outcome;
}
