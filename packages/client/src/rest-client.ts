import {
  CallFailure,
  type CommandName,
  type CommandParams,
  type CommandResult,
  CreatedLab,
  codedFailure,
  commands,
  concatBytes,
  decodeBinary,
  ErrorBody,
  encodeJson,
  Health,
  type KernelSocket,
  LabEvent,
  LabInfo,
  MESSAGE_PACK_TYPE,
  type NetworkKind,
  Pid,
  Sockets,
  Stream,
} from "@sockpit/protocol";
import { z } from "zod";
import type { LabKey } from "./lab-key.js";
import { readAnswer, safeReadAnswer } from "./read-answer.js";

export interface RestClientOptions {
  /** Scheme, host and port, without a path: `http://127.0.0.1:7070`. */
  baseUrl: string;
  /** Of a server that asks for one. In a page, its cookie does. */
  accessCode?: string;
  fetch?: typeof fetch;
}

/** A part of a trace. */
export interface TraceRange {
  /** The number of the last event that is already there. */
  since?: number;
  /** Events at most. */
  limit?: number;
}

interface RequestOptions {
  key?: LabKey;
  body?: object;
  /** The media type of the answer, where it is not JSON. */
  accept?: string;
}

const CreatedProcess = z.strictObject({ pid: Pid });

/**
 * The REST calls of a server. Each rejects with a `CallFailure`: the server's own error, or
 * `lab_host_lost` where the server cannot be reached.
 */
export class RestClient {
  readonly #baseUrl: string;
  readonly #accessCode: string | undefined;
  readonly #fetch: typeof fetch;

  constructor(options: RestClientOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, "");
    this.#accessCode = options.accessCode;
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  }

  async health(): Promise<Health> {
    return readAnswer(Health, await this.#request("GET", "/healthz"));
  }

  /** `ttlSeconds`: the lab then ends by itself, whatever happens to its creator. */
  async createLab(options: { network?: NetworkKind; ttlSeconds?: number } = {}): Promise<CreatedLab> {
    return readAnswer(CreatedLab, await this.#request("POST", "/api/labs", { body: options }));
  }

  async getLab(key: LabKey): Promise<LabInfo> {
    return readAnswer(LabInfo, await this.#request("GET", labPath(key), { key }));
  }

  async deleteLab(key: LabKey): Promise<void> {
    await this.#request("DELETE", labPath(key), { key });
  }

  async sockets(key: LabKey): Promise<KernelSocket[]> {
    return readAnswer(Sockets, await this.#request("GET", `${labPath(key)}/sockets`, { key })).sockets;
  }

  /** The events that the lab still keeps, oldest first. With `since`, those after that number; with `limit`, the first of them. */
  async trace(key: LabKey, range: TraceRange = {}): Promise<LabEvent[]> {
    return (await this.traceText(key, range))
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => readAnswer(LabEvent, JSON.parse(line)));
  }

  /** The same as it comes: NDJSON, an event a line. */
  async traceText(key: LabKey, range: TraceRange = {}): Promise<string> {
    const query = new URLSearchParams(Object.entries(range).map(([name, value]) => [name, String(value)]));
    return (await this.#fetchOk("GET", `${labPath(key)}/trace?${query}`, { key })).text();
  }

  /** The packets that the lab still keeps, as a pcapng file. Rejects with `capture_unavailable` where there can be none. */
  async capture(key: LabKey): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.#fetchOk("GET", `${labPath(key)}/capture.pcapng`, { key });
    return bytesOf(response);
  }

  /**
   * What the two ends of a conversation said to each other; its number stands in their packets' events. Rejects with
   * `capture_unavailable` where packets cannot be seen, `no_such_stream` where none of its packets is kept.
   */
  async stream(key: LabKey, stream: number): Promise<Stream> {
    const path = `${labPath(key)}/streams/${stream}`;
    const response = await this.#fetchOk("GET", path, { key, accept: MESSAGE_PACK_TYPE });
    return readAnswer(Stream, decodeBinary(await bytesOf(response)));
  }

  async startProcess(key: LabKey, name: string): Promise<number> {
    const path = `${labPath(key)}/processes`;
    return readAnswer(CreatedProcess, await this.#request("POST", path, { key, body: { name } })).pid;
  }

  async endProcess(key: LabKey, pid: number): Promise<void> {
    await this.#request("DELETE", `${labPath(key)}/processes/${pid}`, { key });
  }

  async command<N extends CommandName>(
    key: LabKey,
    name: N,
    call: { pid: number; params: CommandParams<N> },
  ): Promise<CommandResult<N>> {
    const body = { pid: call.pid, ...(call.params as object) };
    const result = await this.#request("POST", `${labPath(key)}/commands/${name}`, { key, body });
    return readAnswer(commands[name].result, result) as CommandResult<N>;
  }

  async #request(method: string, path: string, options: RequestOptions = {}): Promise<unknown> {
    const response = await this.#fetchOk(method, path, options);
    return response.status === 204 ? undefined : response.json();
  }

  async #fetchOk(method: string, path: string, options: RequestOptions): Promise<Response> {
    const headers = new Headers();
    if (options.key !== undefined) headers.set("authorization", `Bearer ${options.key.token}`);
    if (this.#accessCode !== undefined) headers.set("x-sockpit-access", this.#accessCode);
    if (options.accept !== undefined) headers.set("accept", options.accept);
    const init: RequestInit = { method, headers };
    if (options.body !== undefined) {
      headers.set("content-type", "application/json");
      init.body = encodeJson(options.body);
    }
    let response: Response;
    try {
      response = await this.#fetch(this.#baseUrl + path, init);
    } catch (cause) {
      throw unreachable(this.#baseUrl, cause);
    }
    if (response.ok) return response;
    throw failureFrom(response, await response.json().catch(() => undefined));
  }
}

function labPath(key: LabKey): string {
  return `/api/labs/${encodeURIComponent(key.lab)}`;
}

/** A body as it comes, piece by piece: a page goes on meanwhile, also where it is many megabytes. */
async function bytesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    pieces.push(read.value);
  }
  return concatBytes(pieces);
}

function unreachable(baseUrl: string, cause: unknown): CallFailure {
  const failure = codedFailure("lab_host_lost", `The server at ${baseUrl} cannot be reached. Is it running?`);
  failure.cause = cause;
  return failure;
}

function failureFrom(response: Response, body: unknown): CallFailure {
  const parsed = safeReadAnswer(ErrorBody, body);
  if (parsed.success) return new CallFailure(parsed.data.error);
  return codedFailure("internal", `The server answered ${response.status} ${response.statusText}`);
}
