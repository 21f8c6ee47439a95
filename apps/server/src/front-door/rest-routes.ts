import {
  badParams,
  CreateLab,
  CreateProcess,
  codedFailure,
  type Health,
  isTooDeep,
  limits,
  MESSAGE_PACK_TYPE,
  Pid,
  StreamNumber,
} from "@sockpit/protocol";
import { json, type Request, type Response, Router } from "express";
import { z } from "zod";
import type { LabHostAnswer, LabHostRequest } from "../between/messages.js";
import { sendEventStream } from "./event-stream.js";
import type { LabHosts } from "./lab-hosts.js";
import type { LabRegistry } from "./lab-registry.js";
import { openApiDocument } from "./openapi.js";

/** A number that stands in a path: `z.coerce` would take "" for 0, and speak of NaN. */
const NumberInPath = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number")
  .transform(Number);
const StreamPath = z.object({ stream: NumberInPath.pipe(StreamNumber) });
const ProcessPath = z.object({ pid: NumberInPath.pipe(Pid) });

const CommandBody = z.looseObject({ pid: Pid });

interface Parts {
  hosts: LabHosts;
  registry: LabRegistry;
  version: string;
}

/** The REST calls under `/api`. They decode and encode; what they ask for is done in the lab host. */
export function restRoutes({ hosts, registry, version }: Parts): Router {
  const routes = Router();
  routes.use(json({ limit: limits.messageBytes, strict: true, type: () => true }));

  routes.use((request, _response, next) => {
    if (isTooDeep(request.body)) throw codedFailure("bad_message", "The body is nested too deeply.");
    next();
  });

  routes.get("/openapi.json", (_request, response) => {
    response.json(openApiDocument(version));
  });

  routes.post("/labs", async (request, response) => {
    const { network } = parse(CreateLab, request.body ?? {});
    if (network !== undefined && network !== hosts.network) {
      const message = `This server offers ${hosts.network} labs only.`;
      throw codedFailure("network_unavailable", message, { field: "network" });
    }
    const host = hosts.pick();
    const { id, token } = registry.add(host);
    try {
      const lab = await host.request({ do: "createLab", lab: id });
      response
        .status(201)
        .type("json")
        .send(`{"lab":${lab},"token":${JSON.stringify(token)}}`);
    } catch (error) {
      registry.remove(id);
      throw error;
    }
  });

  /** Asks the lab's host, as long as the caller stays. */
  async function ask<R extends LabHostRequest>(
    request: Request<{ lab: string }>,
    response: Response,
    asked: R,
  ): Promise<LabHostAnswer<R>> {
    const host = registry.open(request.params.lab, bearerToken(request));
    const controller = new AbortController();
    response.once("close", () => controller.abort());
    return host.request(asked, controller.signal);
  }

  routes.get("/labs/:lab", async (request, response) => {
    response.type("json").send(await ask(request, response, { do: "labInfo", lab: request.params.lab }));
  });

  routes.delete("/labs/:lab", async (request, response) => {
    await ask(request, response, { do: "deleteLab", lab: request.params.lab });
    response.status(204).end();
  });

  routes.get("/labs/:lab/sockets", async (request, response) => {
    response.type("json").send(await ask(request, response, { do: "sockets", lab: request.params.lab }));
  });

  routes.get("/labs/:lab/trace", async (request, response) => {
    const lines = await ask(request, response, { do: "trace", lab: request.params.lab });
    response.type("application/x-ndjson").send(lines);
  });

  routes.get("/labs/:lab/events", (request, response, next) => {
    const host = registry.open(request.params.lab, bearerToken(request));
    sendEventStream(host, { request, response, next });
  });

  routes.get("/labs/:lab/capture.pcapng", async (request, response) => {
    const { lab } = request.params;
    const file = await ask(request, response, { do: "capture", lab });
    response.attachment(`sockpit-${lab}.pcapng`).type("application/x-pcapng").send(asBuffer(file));
  });

  routes.get("/labs/:lab/streams/:stream", async (request, response) => {
    const { lab } = request.params;
    registry.open(lab, bearerToken(request));
    const { stream } = parse(StreamPath, request.params);
    const isBinary = request.accepts(["json", MESSAGE_PACK_TYPE]) === MESSAGE_PACK_TYPE;
    const form = isBinary ? "messagePack" : "json";
    const body = await ask(request, response, { do: "stream", lab, stream, form });
    response
      .vary("Accept")
      .type(isBinary ? MESSAGE_PACK_TYPE : "json")
      .send(typeof body === "string" ? body : asBuffer(body));
  });

  routes.post("/labs/:lab/processes", async (request, response) => {
    const { lab } = request.params;
    registry.open(lab, bearerToken(request));
    const { name } = parse(CreateProcess, request.body ?? {});
    response
      .status(201)
      .type("json")
      .send(await ask(request, response, { do: "startProcess", lab, name }));
  });

  routes.delete("/labs/:lab/processes/:pid", async (request, response) => {
    const { lab } = request.params;
    registry.open(lab, bearerToken(request));
    const { pid } = parse(ProcessPath, request.params);
    await ask(request, response, { do: "endProcess", lab, pid });
    response.status(204).end();
  });

  routes.post("/labs/:lab/commands/:command", async (request, response) => {
    const { lab, command } = request.params;
    registry.open(lab, bearerToken(request));
    const { pid, ...params } = parse(CommandBody, request.body ?? {});
    response.type("json").send(await ask(request, response, { do: "command", lab, pid, command, params }));
  });

  return routes;
}

/** `GET /healthz`. 503 while a lab host is being replaced. */
export function healthRoute({ hosts, version }: Parts) {
  return (_request: Request, response: Response): void => {
    const { network, isolation, isReady } = hosts;
    const health: Health = { status: isReady ? "ok" : "starting", version, network, isolation };
    response.status(isReady ? 200 : 503).json(health);
  };
}

/** The same memory, in the form in which Express sends bytes as they are. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function bearerToken(request: Request<{ lab: string }>): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badParams(parsed.error, "");
  return parsed.data;
}
