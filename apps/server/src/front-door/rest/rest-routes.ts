import { constants } from "node:zlib";
import {
  CreateProcess,
  codedFailure,
  type Health,
  limits,
  MESSAGE_PACK_TYPE,
  Pid,
  StreamNumber,
} from "@sockpit/protocol";
import compression from "compression";
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import type { LabHostRequest } from "../../between/messages.js";
import type { RequestLimits } from "../entry/request-limits.js";
import type { VisitorLabs } from "../entry/visitor-labs.js";
import type { Answer } from "../lab-hosts/answers.js";
import type { LabHost } from "../lab-hosts/lab-host.js";
import { type LabHosts, labHostStarting } from "../lab-hosts/lab-hosts.js";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";
import { notesOf } from "../operations/request-reports.js";
import { createLab } from "./create-lab.js";
import { sendEventStream } from "./event-stream.js";
import { openApiDocument } from "./openapi/document.js";
import { parseParams } from "./parse-params.js";
import { methodNotAllowed } from "./rest-errors.js";
import { sendAnswer } from "./send-answer.js";

/** A number that is written out, in a path or a query: `z.coerce` would take "" for 0, and speak of NaN. */
const WrittenNumber = z
  .string("must be a whole number, given once")
  .regex(/^\d{1,15}$/, "must be a whole number")
  .transform(Number);
const StreamPath = z.object({ stream: WrittenNumber.pipe(StreamNumber) });
const ProcessPath = z.object({ pid: WrittenNumber.pipe(Pid) });

const TraceQuery = z.object({
  since: WrittenNumber.default(0),
  limit: WrittenNumber.pipe(z.int().min(1).max(limits.traceEvents)).optional(),
});

const CommandBody = z.looseObject({ pid: Pid });

/** As Accept-Encoding asks for it. A window of 256 KiB keeps Brotli's memory below 1 MiB for each download. */
const compress = compression({
  filter: () => true,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } },
});

const READ_ONLY = "This token is a viewer's: it may look at the lab, and change nothing in it.";

interface Parts {
  hosts: LabHosts;
  registry: LabRegistry;
  version: string;
  requestLimits: RequestLimits;
  visitorLabs: VisitorLabs;
}

/** One request to a lab whose token it has. */
interface LabCall {
  host: LabHost;
  lab: string;
  request: Request<LabPath>;
  response: Response;
  next: NextFunction;
}

type LabPath = Record<string, string> & { lab: string };
type LabHandler = (call: LabCall) => void | Promise<void>;

/** The REST calls under `/api`. They decode and encode; what they ask for is done in the lab host. */
export function restRoutes(parts: Parts): Router {
  const { registry, version, requestLimits } = parts;
  const routes = Router();
  const openApi = JSON.stringify(openApiDocument(version));

  function route(
    path: string,
    handlers: { get?: RequestHandler; post?: RequestHandler; delete?: RequestHandler },
  ): void {
    const at = routes.route(path).all((_request, response, next) => {
      notesOf(response).route = `/api${path}`;
      next();
    });
    const methods: string[] = [];
    if (handlers.get !== undefined) methods.push("GET", "HEAD");
    if (handlers.post !== undefined) methods.push("POST");
    if (handlers.delete !== undefined) methods.push("DELETE");
    if (handlers.get !== undefined) at.get(handlers.get);
    if (handlers.post !== undefined) at.post(handlers.post);
    if (handlers.delete !== undefined) at.delete(handlers.delete);
    at.all(methodNotAllowed(methods));
  }

  /** Looks at the token before anything else of the request. */
  function inLab(method: string, handler: LabHandler): RequestHandler<LabPath> {
    return (request, response, next) => {
      const { lab } = request.params;
      const { host, isReadOnly } = registry.open(lab, bearerToken(request));
      notesOf(response).lab = lab;
      requestLimits.admit(request, response, lab);
      if (isReadOnly && method !== "get") throw codedFailure("read_only", READ_ONLY);
      return handler({ host, lab, request, response, next });
    };
  }

  function labRoute(
    path: string,
    handlers: { get?: LabHandler; post?: LabHandler; delete?: LabHandler },
  ): void {
    const guarded = Object.entries(handlers).map(([method, handler]) => [method, inLab(method, handler)]);
    route(`/labs/:lab${path}`, Object.fromEntries(guarded));
  }

  const bodyOf = ({ request, response, lab }: LabCall) =>
    requestLimits.readBody(request, response, { source: lab, limitBytes: limits.messageBytes });

  routes.get(["/openapi.json", "/labs/:lab/trace", "/labs/:lab/capture.pcapng"], compress);

  route("/openapi.json", {
    get: (_request, response) => {
      response.type("json").send(openApi);
    },
  });

  route("/labs", { post: createLab(parts) });

  labRoute("", {
    get: async (call) => {
      await sendAnswer(call, "json", await ask(call, { do: "labInfo", lab: call.lab }));
    },
    delete: async (call) => {
      await ask(call, { do: "deleteLab", lab: call.lab });
      call.response.status(204).end();
    },
  });

  labRoute("/sockets", {
    get: async (call) => {
      await sendAnswer(call, "json", await ask(call, { do: "sockets", lab: call.lab }));
    },
  });

  labRoute("/trace", {
    get: async (call) => {
      requestLimits.admitDownload(call.response, call.lab);
      const query = parseParams(TraceQuery, call.request.query);
      const lines = await ask(call, { do: "trace", lab: call.lab, ...query });
      await sendAnswer(call, "application/x-ndjson", lines);
    },
  });

  labRoute("/events", { get: sendEventStream });

  labRoute("/capture.pcapng", {
    get: async (call) => {
      requestLimits.admitDownload(call.response, call.lab);
      const file = await ask(call, { do: "capture", lab: call.lab });
      call.response.attachment(`sockpit-${call.lab}.pcapng`);
      await sendAnswer(call, "application/x-pcapng", file);
    },
  });

  labRoute("/streams/:stream", {
    get: async (call) => {
      requestLimits.admitDownload(call.response, call.lab);
      const { stream } = parseParams(StreamPath, call.request.params);
      const isBinary = call.request.accepts(["json", MESSAGE_PACK_TYPE]) === MESSAGE_PACK_TYPE;
      const form = isBinary ? "messagePack" : "json";
      const body = await ask(call, { do: "stream", lab: call.lab, stream, form });
      call.response.vary("Accept");
      await sendAnswer(call, isBinary ? MESSAGE_PACK_TYPE : "json", body);
    },
  });

  labRoute("/processes", {
    post: async (call) => {
      const { name } = parseParams(CreateProcess, await bodyOf(call));
      const started = await ask(call, { do: "startProcess", lab: call.lab, name });
      call.response.status(201);
      await sendAnswer(call, "json", started);
    },
  });

  labRoute("/processes/:pid", {
    delete: async (call) => {
      const { pid } = parseParams(ProcessPath, call.request.params);
      await ask(call, { do: "endProcess", lab: call.lab, pid });
      call.response.status(204).end();
    },
  });

  labRoute("/commands/:command", {
    post: async (call) => {
      const { lab } = call;
      const { command = "" } = call.request.params;
      const { pid, ...params } = parseParams(CommandBody, await bodyOf(call));
      await sendAnswer(call, "json", await ask(call, { do: "command", lab, pid, command, params }));
    },
  });

  return routes;
}

/** Asks the lab's host, as long as the caller stays. */
function ask({ host, response }: LabCall, asked: LabHostRequest): Promise<Answer> {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return host.ask(asked, controller.signal);
}

/** `GET /healthz`. 503 while no lab host answers. */
export function healthRoute({ hosts, version }: Pick<Parts, "hosts" | "version">) {
  return async (_request: Request, response: Response): Promise<void> => {
    const { network, isolation } = hosts;
    const isOk = await hosts.isAnswering();
    const health: Health = { status: isOk ? "ok" : "starting", version, network, isolation };
    response.status(isOk ? 200 : 503).json(health);
  };
}

/** `GET /readyz`: 200 where a lab can be made, else the error that making one would give. */
export function readyRoute({ hosts, registry }: Pick<Parts, "hosts" | "registry">) {
  return async (_request: Request, response: Response): Promise<void> => {
    if (!(await hosts.isAnswering())) throw labHostStarting();
    if (registry.size >= limits.labsPerServer) {
      throw codedFailure("too_many_labs", `This server holds ${registry.size} labs, as many as it can.`);
    }
    response.json({ status: "ready" });
  };
}

function bearerToken(request: Request<LabPath>): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
}
