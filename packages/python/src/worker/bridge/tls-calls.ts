import type { CallConnection } from "@sockpit/client";
import {
  CallFailure,
  type ControlName,
  type ControlParams,
  codedFailure,
  encodeJson,
} from "@sockpit/protocol";
import type { ProgramWaits, Waiting } from "./program-waits.js";

/** A control's answer as Python reads it: in JSON `{result}` or `{error}`, and bytes where there are some. */
export interface TlsReply {
  json: string;
  data: Uint8Array;
}

/** What a program asks of the lab host's TLS: `_sockpit.tls.requests`. */
export class TlsCalls {
  readonly #connection: CallConnection;
  readonly #pid: number;
  readonly #waits: ProgramWaits;

  constructor({ connection, pid, waits }: { connection: CallConnection; pid: number; waits: ProgramWaits }) {
    this.#connection = connection;
    this.#pid = pid;
    this.#waits = waits;
  }

  /**
   * Sends a control. `bytes` are those of `field`. Of a step's result, the bytes to be sent come first in `data`, `sendBytes` of
   * them, then those that were read.
   */
  ask(
    control: ControlName,
    paramsJson: string,
    field: string | undefined,
    bytes: Uint8Array | undefined,
  ): Waiting<TlsReply | string> {
    const params = {
      ...JSON.parse(paramsJson),
      pid: this.#pid,
      ...(field === undefined ? {} : { [field]: bytes }),
    };
    return this.#waits.resumed(this.#ask(control, params));
  }

  /** Frees objects; nobody waits for it. */
  free(idsJson: string): void {
    const params = { ...JSON.parse(idsJson), pid: this.#pid };
    this.#connection.control("freeTls", params).catch(() => undefined);
  }

  async #ask(control: ControlName, params: ControlParams<ControlName>): Promise<TlsReply | string> {
    try {
      const {
        send = nothing,
        data = nothing,
        ...rest
      } = (await this.#connection.control(control, params)) as {
        send?: Uint8Array;
        data?: Uint8Array;
      };
      const json = encodeJson({ result: { ...rest, sendBytes: send.length } });
      return send.length + data.length === 0 ? json : { json, data: joined(send, data) };
    } catch (error) {
      const failure = error instanceof CallFailure ? error : codedFailure("internal", String(error));
      return encodeJson({ error: failure.error });
    }
  }
}

const nothing = new Uint8Array();

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
