import {
  CreatedLab,
  CreateLab,
  CreateProcess,
  commandNames,
  commands,
  ErrorBody,
  Health,
  LabInfo,
  MESSAGE_PACK_TYPE,
  Pid,
  Sockets,
  Stream,
  StreamNumber,
} from "@sockpit/protocol";
import { z } from "zod";

/** OpenAPI 3.1 of the REST calls, made from the same schemas that validate them. */
export function openApiDocument(version: string): object {
  return {
    openapi: "3.1.0",
    info: { title: "Sockpit", version, description: "Real sockets, called over HTTP." },
    paths: { ...fixedPaths(), ...commandPaths() },
    components: { securitySchemes: { labToken: { type: "http", scheme: "bearer" } } },
  };
}

function fixedPaths(): object {
  const Process = z.strictObject({ pid: Pid });
  return {
    "/healthz": { get: operation("health", "What the server offers.", { out: Health, open: true }) },
    "/api/labs": {
      post: operation("createLab", "Make a lab.", {
        in: CreateLab,
        out: CreatedLab,
        status: 201,
        open: true,
      }),
    },
    "/api/labs/{lab}": {
      parameters: [labParameter],
      get: operation("getLab", "What is in a lab.", { out: LabInfo }),
      delete: operation("deleteLab", "Close everything in a lab.", { status: 204 }),
    },
    "/api/labs/{lab}/processes": {
      parameters: [labParameter],
      post: operation("startProcess", "Start a process.", { in: CreateProcess, out: Process, status: 201 }),
    },
    "/api/labs/{lab}/processes/{pid}": {
      parameters: [
        labParameter,
        { name: "pid", in: "path", required: true, schema: jsonSchema(Pid, "input") },
      ],
      delete: operation("endProcess", "End a process and close its sockets.", { status: 204 }),
    },
    "/api/labs/{lab}/sockets": {
      parameters: [labParameter],
      get: operation("sockets", "Every socket as the kernel sees it now.", { out: Sockets }),
    },
    "/api/labs/{lab}/trace": {
      parameters: [labParameter],
      get: download("trace", "The lab's events, one JSON object a line.", "application/x-ndjson"),
    },
    "/api/labs/{lab}/events": {
      parameters: [labParameter, sinceParameter, lastEventParameter],
      get: download(
        "events",
        "The lab's events as they happen: server-sent events, whose id is the event's seq.",
        "text/event-stream",
      ),
    },
    "/api/labs/{lab}/capture.pcapng": {
      parameters: [labParameter],
      get: download(
        "capture",
        "The packets that the lab still keeps, for Wireshark.",
        "application/x-pcapng",
      ),
    },
    "/api/labs/{lab}/streams/{stream}": {
      parameters: [
        labParameter,
        { name: "stream", in: "path", required: true, schema: jsonSchema(StreamNumber, "input") },
      ],
      get: operation("stream", "What the two ends of a conversation said to each other.", {
        out: Stream,
        otherTypes: [MESSAGE_PACK_TYPE],
      }),
    },
  };
}

function commandPaths(): object {
  return Object.fromEntries(
    commandNames.map((name) => {
      const { summary, manPage, params, result, errnos } = commands[name];
      const body = (params as z.ZodObject).extend({ pid: Pid });
      const description = `Follows ${manPage}. Expect ${errnos.join(", ")}.`;
      const post = { ...operation(name, summary, { in: body, out: result }), description };
      return [`/api/labs/{lab}/commands/${name}`, { parameters: [labParameter], post }];
    }),
  );
}

const labParameter = { name: "lab", in: "path", required: true, schema: { type: "string" } };

const sinceParameter = {
  name: "since",
  in: "query",
  description: "The last event already seen; 0 for all that the lab still keeps. Without it: only new ones.",
  schema: { type: "integer", minimum: 0 },
};

const lastEventParameter = {
  name: "Last-Event-ID",
  in: "header",
  description: "What an EventSource sends when it connects again; goes before `since`.",
  schema: { type: "integer", minimum: 0 },
};

const failure = {
  default: {
    description: "Failed: 422 for what the kernel refused.",
    content: { "application/json": { schema: jsonSchema(ErrorBody, "output") } },
  },
};

interface Shape {
  in?: z.ZodType;
  out?: z.ZodType;
  status?: number;
  /** Media types in which the same is to be had, where `Accept` asks for them. */
  otherTypes?: readonly string[];
  /** Needs no token. */
  open?: boolean;
}

/** What comes in a form of its own, rather than as JSON. */
function download(operationId: string, summary: string, type: string): object {
  return {
    operationId,
    summary,
    security: [{ labToken: [] }],
    responses: { 200: { description: "Done", content: { [type]: {} } }, ...failure },
  };
}

function operation(operationId: string, summary: string, shape: Shape): object {
  const content = (schema: z.ZodType, io: "input" | "output") => ({
    "application/json": { schema: jsonSchema(schema, io) },
  });
  const others = Object.fromEntries((shape.otherTypes ?? []).map((type) => [type, {}]));
  return {
    operationId,
    summary,
    ...(shape.open === true ? {} : { security: [{ labToken: [] }] }),
    ...(shape.in === undefined
      ? {}
      : { requestBody: { required: true, content: content(shape.in, "input") } }),
    responses: {
      [shape.status ?? 200]: {
        description: "Done",
        ...(shape.out === undefined ? {} : { content: { ...content(shape.out, "input"), ...others } }),
      },
      ...failure,
    },
  };
}

/** Bytes have no form in JSON, so of `Data` only its two JSON forms remain. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema: { _zod }, jsonSchema: node }) => {
      const { def } = _zod;
      if (def.type === "union" && node.anyOf !== undefined)
        node.anyOf = node.anyOf.filter((_, index) => def.options[index]?._zod.def.type !== "custom");
    },
  });
  return json;
}
