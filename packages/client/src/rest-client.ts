import {
  type CommandName,
  type CommandParams,
  type CommandResult,
  type CreatedLab,
  type CreateLab,
  commands,
  concatBytes,
  decodeBinary,
  encodeJson,
  type HandAction,
  type Health,
  type KernelSocket,
  type LabEvent,
  type LabInfo,
  type MediaForm,
  mediaTypes,
  type RouteDescription,
  type RouteName,
  type RouteResult,
  routes,
  Stream,
  type WireChange,
  type WireState,
} from "@sockpit/protocol";
import { z } from "zod";
import { EventReader } from "./event-reader.js";
import { type FollowOptions, followEvents } from "./follow-events.js";
import type { LabKey } from "./lab-key.js";
import { linesOf } from "./lines-of.js";
import { readAnswer } from "./read-answer.js";
import { refusal, unreachable } from "./refusal.js";

export interface RestClientOptions {
  /** Scheme, host and port, without a path: `http://127.0.0.1:7070`. */
  baseUrl: string;
  /** Of a server that asks for one. In a page, its cookie does. */
  accessCode?: string;
  fetch?: typeof fetch;
}

export type CreateLabOptions = z.input<typeof CreateLab>;

/** A part of a trace. */
export interface TraceRange {
  /** The number of the last event that is already there. */
  since?: number;
  /** Events at most. */
  limit?: number;
  /** Seconds to wait for the next event, where there is none. */
  wait?: number;
}

interface RequestOptions {
  key?: LabKey;
  path?: Readonly<Record<string, string | number>>;
  query?: object;
  headers?: Readonly<Record<string, string>>;
  body?: object;
  /** Of the forms that the route has, the one to ask for. */
  media?: MediaForm;
  signal?: AbortSignal | undefined;
}

/**
 * The REST calls of a server. Each rejects with a `CallFailure`: the server's own error, or
 * `server_unreachable` where the server cannot be reached.
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

  health(): Promise<Health> {
    return this.#json("health");
  }

  /** `ttlSeconds`: the lab then ends by itself, whatever happens to its creator. */
  createLab(options: CreateLabOptions = {}): Promise<CreatedLab> {
    return this.#json("createLab", { body: options });
  }

  getLab(key: LabKey): Promise<LabInfo> {
    return this.#json("getLab", { key });
  }

  async deleteLab(key: LabKey): Promise<void> {
    await this.#fetchOk("deleteLab", { key });
  }

  async sockets(key: LabKey): Promise<KernelSocket[]> {
    return (await this.#json("sockets", { key })).sockets;
  }

  /**
   * The events that the lab still keeps, oldest first. With `since`, those after that number; with `limit`, the first of them. Events that
   * this version cannot read, such as a newer server's, are left out, and said on the console once for each kind.
   */
  async trace(key: LabKey, range: TraceRange = {}): Promise<LabEvent[]> {
    const events: LabEvent[] = [];
    for await (const event of this.traceStream(key, range)) events.push(event);
    return events;
  }

  /** The same one by one: what is not asked for yet is not read from the server. Leaving the loop ends the download. */
  async *traceStream(
    key: LabKey,
    { signal, ...query }: TraceRange & { signal?: AbortSignal } = {},
  ): AsyncGenerator<LabEvent, undefined> {
    const { body } = await this.#fetchOk("trace", { key, query, signal });
    const reader = new EventReader();
    for await (const line of linesOf(body)) {
      if (line === "") continue;
      const event = reader.read(JSON.parse(line));
      if (event !== undefined) yield event;
    }
  }

  /** The trace as it comes: NDJSON, an event a line. */
  async traceText(key: LabKey, range: TraceRange = {}): Promise<string> {
    return (await this.#fetchOk("trace", { key, query: range })).text();
  }

  /**
   * The lab's events as they happen, until it ends: those after number `since`, 0 for all that are kept, or only new ones.
   * One that is interrupted goes on after the last event; events that the lab no longer kept then are counted by
   * `onDropped`. A loop that is slow slows the server's stream down. Rejects with what else the server refuses.
   */
  events(key: LabKey, options: FollowOptions = {}): AsyncGenerator<LabEvent, undefined> {
    const open = (since: number | undefined, signal: AbortSignal | undefined) =>
      this.#fetchOk("events", {
        key,
        ...(since === undefined ? {} : { headers: { "last-event-id": String(since) } }),
        signal,
      });
    return followEvents(open, options);
  }

  /** The packets that the lab still keeps, as a pcapng file. Rejects with `capture_unavailable` where there can be none. */
  async capture(key: LabKey): Promise<Uint8Array<ArrayBuffer>> {
    return bytesOf(await this.#fetchOk("capture", { key }));
  }

  /**
   * What the two ends of a conversation said to each other; its number stands in their packets' events. Rejects with
   * `capture_unavailable` where packets cannot be seen, `no_such_stream` where none of its packets is kept.
   */
  async stream(key: LabKey, stream: number): Promise<Stream> {
    const response = await this.#fetchOk("stream", { key, path: { stream }, media: "messagePack" });
    return readAnswer(Stream, decodeBinary(await bytesOf(response)));
  }

  /** `host`: where it runs, in a lab with a wire. */
  async startProcess(key: LabKey, name: string, host?: string): Promise<number> {
    const body = host === undefined ? { name } : { name, host };
    return (await this.#json("startProcess", { key, body })).pid;
  }

  /** How the wire of a lab with hosts is set, and what is on it. `no_wire`. */
  wire(key: LabKey): Promise<WireState> {
    return this.#json("getWire", { key });
  }

  /** Sets what is named of the wire. `no_wire`, `bad_params`. */
  setWire(key: LabKey, change: WireChange): Promise<WireState> {
    return this.#json("changeWire", { key, body: change });
  }

  /** Lets a held packet go, drops it, or sends it twice. `no_wire`, `no_such_packet`. */
  async actOnPacket(key: LabKey, packet: number, action: HandAction): Promise<void> {
    await this.#fetchOk("actOnPacket", { key, path: { packet }, body: { action } });
  }

  async endProcess(key: LabKey, pid: number): Promise<void> {
    await this.#fetchOk("endProcess", { key, path: { pid } });
  }

  async command<N extends CommandName>(
    key: LabKey,
    name: N,
    call: { pid: number; params: CommandParams<N> },
  ): Promise<CommandResult<N>> {
    const body = { pid: call.pid, ...(call.params as object) };
    const response = await this.#fetchOk("callCommand", { key, path: { command: name }, body });
    return readAnswer(commands[name].result, await response.json()) as CommandResult<N>;
  }

  async #json<N extends RouteName>(name: N, options: RequestOptions = {}): Promise<RouteResult<N>> {
    const { media }: RouteDescription["answer"] = routes[name].answer;
    const value: unknown = await (await this.#fetchOk(name, options)).json();
    return readAnswer(media?.json ?? z.unknown(), value) as RouteResult<N>;
  }

  async #fetchOk(name: RouteName, options: RequestOptions): Promise<Response> {
    const { method }: RouteDescription = routes[name];
    const headers = new Headers(options.headers);
    if (options.key !== undefined) headers.set("authorization", `Bearer ${options.key.token}`);
    if (this.#accessCode !== undefined) headers.set("x-sockpit-access", this.#accessCode);
    if (options.media !== undefined) headers.set("accept", mediaTypes[options.media]);
    const init: RequestInit = { method, headers, signal: options.signal ?? null };
    if (options.body !== undefined) {
      headers.set("content-type", mediaTypes.json);
      init.body = encodeJson(options.body);
    }
    let response: Response;
    try {
      response = await this.#fetch(this.#baseUrl + addressOf(name, options), init);
    } catch (cause) {
      options.signal?.throwIfAborted();
      throw unreachable(this.#baseUrl, cause);
    }
    if (response.ok) return response;
    throw await refusal(response);
  }
}

/** A route's path with its values filled in, and its query. */
function addressOf(name: RouteName, { key, path, query = {} }: RequestOptions): string {
  const values: Record<string, string | number> = { ...path, ...(key === undefined ? {} : { lab: key.lab }) };
  const filled = routes[name].path.replaceAll(/\{(\w+)\}/g, (_, field: string) =>
    encodeURIComponent(values[field] ?? ""),
  );
  const search = new URLSearchParams(Object.entries(query).map(([field, value]) => [field, String(value)]));
  return search.size === 0 ? filled : `${filled}?${search}`;
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
