import {
  CallError,
  CreateWire,
  HostName,
  Isolation,
  type LabHostRoute,
  LabId,
  labHostRoutes,
  mediaOf,
  NetworkKind,
  parameterShape,
  type RouteMedia,
  takesBody,
  type UndecodedInput,
} from "@sockpit/protocol";
import { z } from "zod";
import { HostStats } from "./host-stats.js";

/** How many bytes of an answer may be on their way to a reader that has not taken them. */
export const ANSWER_WINDOW_BYTES = 256 * 1024;

/** The same of a stream of events, of which many are open at once: what a slow reader misses stays in the trace. */
export const EVENT_WINDOW_BYTES = 64 * 1024;

/** Bytes of one piece of an answer at most. An answer of no more comes whole, in one message. */
export const PIECE_BYTES = 64 * 1024;

/** Where a lab host finds its end of the descriptor channel: after stdio and Node's own IPC channel. */
export const DESCRIPTOR_CHANNEL_FD = 4;

/** The same of the channel of large bodies: `BodyFrames`. */
export const BODY_CHANNEL_FD = 5;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be bytes");

/**
 * What a route of the table that lab hosts answer asks: its input, and the form that its caller wants. A body is passed on as the
 * bytes that came, and decoded in the lab host; one of more than `LARGE_MESSAGE_BYTES` is empty here, and comes on a channel of its own.
 */
export type RouteRequest<N extends LabHostRoute = LabHostRoute> = {
  [R in N]: { do: R; lab: string; media?: RouteMedia<R> | undefined } & UndecodedInput<R>;
}[N];

/** What the front door asks of a lab. */
export type LabHostRequest = CreateLabRequest | RouteRequest;

/** `visitor` is who makes it, whose labs share one part of the time. */
export interface CreateLabRequest {
  do: "createLab";
  lab: string;
  visitor: string;
  hosts?: string[] | undefined;
  wire?: CreateWire | undefined;
}

const RouteRequests = labHostRoutes.map((name) => {
  const media = mediaOf(name);
  return z.strictObject({
    do: z.literal(name),
    lab: LabId,
    ...(media.length === 0 ? {} : { media: z.enum(media).optional() }),
    ...parameterShape(name),
    ...(takesBody(name) ? { body: Bytes } : {}),
  });
});

const LabHostRequest = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("createLab"),
    lab: LabId,
    visitor: z.string(),
    hosts: z.array(HostName).optional(),
    wire: CreateWire.optional(),
  }),
  ...RouteRequests,
]) as unknown as z.ZodType<LabHostRequest>;

/** The TCP socket comes over the descriptor channel, with this id. `head` is what came after the request's headers. */
const Upgrade = z.strictObject({
  type: z.literal("upgrade"),
  id: z.int(),
  lab: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  head: Bytes,
  /** Its token is a viewer's. */
  isReadOnly: z.boolean(),
});
export type Upgrade = z.infer<typeof Upgrade>;

const ToLabHost = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("request"),
    id: z.int(),
    request: LabHostRequest,
    /** Of a body that comes on the channel of large ones. */
    bodyBytes: z.int().min(1).optional(),
  }),
  /** The reader of an answer has taken so many bytes: as many more may follow. */
  z.strictObject({ type: z.literal("credit"), id: z.int(), bytes: z.int().min(1) }),
  /** The reader has gone: interrupt what still waits, send no more. */
  z.strictObject({ type: z.literal("cancel"), id: z.int() }),
  Upgrade,
  z.strictObject({ type: z.literal("ping") }),
]);
export type ToLabHost = z.infer<typeof ToLabHost>;

const FromLabHost = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready"), network: NetworkKind, isolation: Isolation }),
  /** The request is under way, and its answer takes longer than a turn. */
  z.strictObject({ type: z.literal("accepted"), id: z.int() }),
  z.strictObject({ type: z.literal("whole"), id: z.int(), body: z.union([z.string(), Bytes]) }),
  z.strictObject({ type: z.literal("piece"), id: z.int(), bytes: Bytes }),
  z.strictObject({ type: z.literal("end"), id: z.int() }),
  z.strictObject({ type: z.literal("failure"), id: z.int(), error: CallError }),
  /** The lab host has the upgrade's socket, or had no room for it. */
  z.strictObject({ type: z.literal("upgraded"), id: z.int(), isTaken: z.boolean() }),
  z.strictObject({ type: z.literal("pong"), stats: HostStats }),
  z.strictObject({ type: z.literal("labClosed"), lab: LabId }),
]);
export type FromLabHost = z.infer<typeof FromLabHost>;

/** Throws where a message is not one that the front door sends. */
export function parseToLabHost(message: unknown): ToLabHost {
  return ToLabHost.parse(message);
}

/** Throws where a message is not one that a lab host sends. */
export function parseFromLabHost(message: unknown): FromLabHost {
  return FromLabHost.parse(message);
}
