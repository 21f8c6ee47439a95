import { z } from "zod";
import { LabEvent } from "../events.js";
import { limits } from "../limits.js";
import { Stream, StreamNumber } from "../values/stream.js";
import { describeRoute } from "./describe-route.js";

const Seq = z.int().min(0);
const File = z.instanceof(Uint8Array);

const exampleEvent = { event: "processStarted", seq: 1, at: 1520, pid: 1, name: "server" };

export const trace = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/trace",
  tag: "records",
  summary: "Get the events that the lab keeps, oldest first.",
  description: `A lab keeps its newest ${limits.traceEvents} events at most. Events that happen while the answer is sent are not part of it. Their fields: /docs/events.`,
  access: "viewerToken",
  answeredBy: "labHost",
  query: {
    since: Seq.default(0).describe("`seq` of the last event that the caller already has; 0 for none."),
    limit: z.int().min(1).max(limits.traceEvents).optional().describe("Events at most; without it all."),
    wait: z
      .int()
      .min(0)
      .max(limits.traceWaitSeconds)
      .default(0)
      .describe(
        "Seconds to wait for an event after `since`, where there is none. The answer is empty if none comes.",
      ),
  },
  answer: { status: 200, description: "One event per line.", media: { ndjson: LabEvent } },
  duration: "download",
  isCompressed: true,
  errors: [],
  example: { query: { since: "0", limit: "100" }, answer: exampleEvent },
});

export const events = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/events",
  tag: "records",
  summary: "Follow the events as they happen.",
  description:
    "Server-sent events, each with the event's `seq` as its id. A message named `dropped` says how many events the lab no longer kept when they were due. The stream ends with the lab. Fields of events: /docs/events.",
  access: "viewerToken",
  answeredBy: "labHost",
  query: {
    since: Seq.optional().describe(
      "`seq` of the last event that the caller already has; 0 for all that are kept. Without it: only new ones.",
    ),
  },
  headers: {
    "Last-Event-ID": Seq.optional().describe(
      "What an EventSource sends when it connects again. It takes precedence over `since`.",
    ),
  },
  answer: {
    status: 200,
    description: "One event in the data of each message.",
    media: { eventStream: LabEvent },
  },
  duration: "feed",
  errors: [],
  example: { query: { since: "0" }, answer: exampleEvent },
});

export const capture = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/capture.pcapng",
  tag: "records",
  summary: "Download the packets that the lab keeps, for Wireshark.",
  description: "With the names of the processes as comments.",
  access: "viewerToken",
  answeredBy: "labHost",
  answer: {
    status: 200,
    description: "A pcapng file.",
    media: { pcapng: File },
    headers: { "Content-Disposition": "The name of the file." },
  },
  duration: "download",
  isCompressed: true,
  errors: ["capture_unavailable"],
  example: {},
});

export const stream = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/streams/{stream}",
  tag: "records",
  summary: "Get what the two ends of a conversation sent to each other.",
  description:
    "Put together from the packets that the lab keeps: TCP's bytes in order, UDP's datagrams one by one.",
  access: "viewerToken",
  answeredBy: "labHost",
  pathFields: { stream: StreamNumber.describe("The number of the conversation, from its packets' events.") },
  answer: {
    status: 200,
    description: "The conversation.",
    media: { json: Stream, messagePack: Stream },
  },
  duration: "download",
  errors: ["no_such_stream", "capture_unavailable"],
  example: { path: { stream: "1" } },
});
