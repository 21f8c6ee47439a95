import {
  CallFailure,
  codedFailure,
  type FrontDoorRoute,
  limits,
  mediaTypes,
  readBody,
  readParameters,
  routes,
} from "@sockpit/protocol";
import type { Request, RequestHandler, Response } from "express";
import { decodeBody } from "../../between/decode-body.js";
import type { RequestLimits } from "../entry/request-limits.js";
import type { Run } from "../runs/run.js";
import type { Runs } from "../runs/runs.js";
import { sendEventStream, sendEventStreamHead } from "./event-stream.js";
import { chosenForm, rawParameters } from "./request-parts.js";
import { sendAnswer } from "./send-answer.js";

interface Parts {
  readonly requestLimits: RequestLimits;
  readonly runs: Runs;
}

type RunRoute = Extract<FrontDoorRoute, `${string}Run` | `run${string}`>;

/** RFC 7240 §4.1. */
const respondAsync = /(?:^|,)\s*respond-async\s*(?:[;,]|$)/i;

/** `/api/runs`: scenarios that run here. */
export function runHandlers(parts: Parts): Record<RunRoute, RequestHandler> {
  const { requestLimits, runs } = parts;
  const runOf = (request: Request, response: Response): Run => {
    requestLimits.admit(request, response, requestLimits.visitorOf(request));
    return runs.find(String(request.params["run"]));
  };
  const recordOf = (name: "runEvents" | "runPackets", request: Request, response: Response) => {
    const run = runOf(request, response);
    const { number } = readParameters(name, rawParameters(request)).path;
    const record = run.records.get(number);
    const bytes = name === "runEvents" ? record?.events : record?.packets;
    requestLimits.admitDownload(response, requestLimits.visitorOf(request));
    if (bytes !== undefined) return { number, bytes };
    throw codedFailure("no_such_run", `Nothing is kept of condition ${number} of this run.`, {
      field: "number",
    });
  };
  return {
    createRun: createRun(parts),
    getRun: (request, response) => {
      const run = runOf(request, response);
      sendRun(response, run, chosenForm("getRun", request, response));
    },
    runProgress: async (request, response) => {
      const run = runOf(request, response);
      const { headers } = readParameters("runProgress", rawParameters(request));
      if (request.method === "HEAD") sendEventStreamHead(response);
      else await sendProgress(response, run, headers["Last-Event-ID"]);
    },
    runEvents: async (request, response) => {
      const { bytes } = recordOf("runEvents", request, response);
      await sendAnswer(response, mediaTypes.ndjson, { kind: "whole", body: bytes });
    },
    runPackets: async (request, response) => {
      const { bytes, number } = recordOf("runPackets", request, response);
      response.attachment(`sockpit-run-${number}.pcapng`);
      await sendAnswer(response, mediaTypes.pcapng, { kind: "whole", body: bytes });
    },
    stopRun: (request, response) => {
      runs.remove(runOf(request, response).id);
      response.status(204).end();
    },
  };
}

function createRun({ requestLimits, runs }: Parts): RequestHandler {
  return async (request, response) => {
    const visitor = requestLimits.visitorOf(request);
    requestLimits.admit(request, response, visitor);
    const { headers } = readParameters("createRun", rawParameters(request));
    const isAsync = respondAsync.test(headers.Prefer ?? "");
    const limit = { source: visitor, limitBytes: limits.messageBytes };
    const { bytes, release } = await requestLimits.receiveBody(request, response, limit);
    const given = readBody(routes.createRun, decodeBody(bytes));
    release();
    const form = chosenForm("createRun", request, response);
    const { run, accepted } = runs.start(visitor, given);
    if (!isAsync)
      response.once("close", () => {
        if (!response.writableFinished) run.stop("its client has left");
      });
    await accepted;
    response.location(`/api/runs/${run.id}`);
    if (isAsync) {
      response.status(202).setHeader("preference-applied", "respond-async");
      sendRun(response, run, "json");
    } else if (form === "eventStream") await sendProgress(response, run);
    else {
      await run.whenOver();
      if (run.error !== undefined) throw new CallFailure(run.error);
      sendRun(response, run, form);
    }
  };
}

async function sendProgress(response: Response, run: Run, after?: number): Promise<void> {
  await sendEventStream(response, { kind: "pieces", pieces: run.follow(after) });
}

function sendRun(response: Response, run: Run, form: "json" | "xml" | "html" | "eventStream" = "json"): void {
  response.setHeader("cache-control", "no-store");
  const { results } = run;
  if (form === "xml" || form === "html") response.type(form).send(results?.[form] ?? "");
  else response.type("json").send(run.description());
}
