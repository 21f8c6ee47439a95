import { commandNames, commands, limits, MESSAGE_PACK_TYPE } from "@sockpit/protocol";
import { bodyName, reachableSchemas, resultName } from "./components.js";
import { mediaOf, operation, textOfJson } from "./operation.js";

const tags = [
  { name: "server", description: "How the server is, and this document." },
  { name: "labs", description: "Labs and their processes." },
  { name: "records", description: "What happened in a lab: events, packets, streams of bytes." },
  { name: "commands", description: "Socket calls, by the names of their manual pages." },
];

/** OpenAPI 3.1 of the REST calls, made from the same schemas that validate them. */
export function openApiDocument(version: string): object {
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Sockpit",
      version,
      description:
        "Real sockets, called over HTTP. Make a lab, then send its token with every request to it.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ labToken: [] }],
    tags,
    paths: { ...serverPaths, ...labPaths, ...recordPaths, ...commandPaths() },
  };
  const components = {
    securitySchemes: {
      labToken: { type: "http", scheme: "bearer", description: "`token` of the answer that made the lab." },
    },
    parameters: { Lab: labParameter },
    responses: { Error: errorResponse },
  };
  return {
    ...document,
    components: { ...components, schemas: reachableSchemas({ ...document, components }) },
  };
}

const labParameter = {
  name: "lab",
  in: "path",
  required: true,
  description: "`lab.id` of the answer that made the lab.",
  schema: { type: "string" },
};

const errorResponse = {
  description: "Failed: 422 where the kernel refused, else as the code says.",
  headers: {
    "Retry-After": {
      description: "Seconds until it may succeed: with 429, 503, 504.",
      schema: { type: "integer" },
    },
  },
  content: mediaOf("ErrorBody"),
};

const lab = { $ref: "#/components/parameters/Lab" };

const serverPaths = {
  "/healthz": {
    get: operation("server", ["health", "Whether labs answer, and what they are."], {
      answer: "Health",
      isOpen: true,
      others: { 503: { description: "No lab host answers.", content: mediaOf("Health") } },
    }),
  },
  "/readyz": {
    get: operation("server", ["ready", "Whether a lab can be made now."], { answer: "Ready", isOpen: true }),
  },
  "/api/openapi.json": {
    get: operation("server", ["openApi", "This document."], {
      answer: { "application/json": { schema: { type: "object" } } },
      isOpen: true,
    }),
  },
};

const labPaths = {
  "/api/labs": {
    post: operation("labs", ["createLab", "Make a lab."], {
      body: "CreateLab",
      isBodyOptional: true,
      answer: "CreatedLab",
      status: 201,
      isOpen: true,
    }),
  },
  "/api/labs/{lab}": {
    parameters: [lab],
    get: operation("labs", ["getLab", "What is in a lab."], { answer: "LabInfo" }),
    delete: operation("labs", ["deleteLab", "Close everything in a lab."], { status: 204 }),
  },
  "/api/labs/{lab}/processes": {
    parameters: [lab],
    post: operation("labs", ["startProcess", "Start a process."], {
      body: "CreateProcess",
      answer: "CreatedProcess",
      status: 201,
    }),
  },
  "/api/labs/{lab}/processes/{pid}": {
    parameters: [lab, pathNumber("pid", "The process.")],
    delete: operation("labs", ["endProcess", "End a process and close its sockets."], { status: 204 }),
  },
  "/api/labs/{lab}/sockets": {
    parameters: [lab],
    get: operation("labs", ["sockets", "Every socket as the kernel sees it now."], { answer: "Sockets" }),
  },
};

const recordPaths = {
  "/api/labs/{lab}/trace": {
    parameters: [
      lab,
      query("since", "The last event already seen.", { minimum: 0, default: 0 }),
      query("limit", "Events at most.", { minimum: 1, maximum: limits.traceEvents }),
    ],
    get: operation("records", ["trace", "The events that the lab keeps, oldest first."], {
      answer: { "application/x-ndjson": textOfJson("An event a line.", "LabEvent") },
    }),
  },
  "/api/labs/{lab}/events": {
    parameters: [
      lab,
      query("since", "The last event already seen; 0 for all that are kept. Without it: only new ones.", {
        minimum: 0,
      }),
      {
        name: "Last-Event-ID",
        in: "header",
        description: "What an EventSource sends when it connects again; goes before `since`.",
        schema: { type: "integer", minimum: 0 },
      },
    ],
    get: operation("records", ["events", "The lab's events as they happen."], {
      description: "Server-sent events, each with the event's `seq` as its id.",
      answer: { "text/event-stream": textOfJson("An event in each message's data.", "LabEvent") },
    }),
  },
  "/api/labs/{lab}/capture.pcapng": {
    parameters: [lab],
    get: operation("records", ["capture", "The packets that the lab keeps, for Wireshark."], {
      answer: { "application/x-pcapng": { schema: { type: "string", format: "binary" } } },
    }),
  },
  "/api/labs/{lab}/streams/{stream}": {
    parameters: [lab, pathNumber("stream", "The number of a conversation, from its packets' events.")],
    get: operation("records", ["stream", "What the two ends of a conversation said to each other."], {
      answer: {
        ...mediaOf("Stream"),
        [MESSAGE_PACK_TYPE]: { schema: { type: "string", format: "binary" } },
      },
    }),
  },
};

function commandPaths(): object {
  return Object.fromEntries(
    commandNames.map((name) => {
      const { summary, manPage, errnos } = commands[name];
      const post = operation("commands", [name, summary], {
        body: bodyName(name),
        answer: resultName(name),
        description: `Follows ${manPage}. Expect ${errnos.join(", ")}.`,
      });
      return [`/api/labs/{lab}/commands/${name}`, { parameters: [lab], post }];
    }),
  );
}

function pathNumber(name: string, description: string): object {
  return { name, in: "path", required: true, description, schema: { type: "integer", minimum: 1 } };
}

function query(name: string, description: string, range: object): object {
  return { name, in: "query", description, schema: { type: "integer", ...range } };
}
