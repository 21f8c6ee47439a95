import {
  codedFailure,
  type LabHostRoute,
  limits,
  mediaTypes,
  type RouteDescription,
  readParameters,
  routes,
  takesBody,
} from "@sockpit/protocol";
import type { Request, RequestHandler } from "express";
import type { LabHostRequest } from "../../between/messages.js";
import type { RequestLimits } from "../entry/request-limits.js";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";
import { notesOf } from "../operations/request-reports.js";
import { sendEventStream, sendEventStreamHead } from "./event-stream.js";
import { chosenForm, rawParameters } from "./request-parts.js";
import { sendAnswer } from "./send-answer.js";

const READ_ONLY = "This token is a viewer's: it may look at the lab, and change nothing in it.";

/** As Express writes it: JSON with its charset, though RFC 8259 knows no other. */
const contentTypes = { ...mediaTypes, json: `${mediaTypes.json}; charset=utf-8` };

interface Parts {
  registry: LabRegistry;
  requestLimits: RequestLimits;
}

/** Handles a route that the lab's host answers: checks the token before all else, passes the request on, sends the answer. */
export function passOn(name: LabHostRoute, { registry, requestLimits }: Parts): RequestHandler {
  const route: RouteDescription = routes[name];
  const { access, duration, answer } = route;

  return async (request, response) => {
    const lab = String(request.params["lab"]);
    const { host, isReadOnly } = registry.open(lab, bearerToken(request));
    notesOf(response).lab = lab;
    requestLimits.admit(request, response, lab);
    if (isReadOnly && access === "labToken") throw codedFailure("read_only", READ_ONLY);
    if (duration === "download") requestLimits.admitDownload(response, lab);
    const parameters = readParameters(name, rawParameters(request));
    if (duration === "feed" && request.method === "HEAD") {
      sendEventStreamHead(response);
      return;
    }
    const form = chosenForm(name, request, response);
    const asked = {
      do: name,
      lab,
      ...(parameters as object),
      ...(form === undefined ? {} : { media: form }),
    };
    // Nothing here refers to the body: a call may wait for long.
    const reply = await (takesBody(name)
      ? requestLimits
          .receiveBody(request, response, { source: lab, limitBytes: limits.messageBytes })
          .then(({ bytes, release }) => {
            // From now on it counts until the lab host has decoded it, also where its client leaves.
            response.off("close", release);
            return host.ask({ ...asked, body: bytes } as LabHostRequest, response, release);
          })
      : host.ask(asked as LabHostRequest, response));
    response.status(answer.status);
    if (form === undefined) response.end();
    else if (duration === "feed") await sendEventStream(response, reply);
    else {
      if (form === "pcapng") response.attachment(`sockpit-${lab}.pcapng`);
      await sendAnswer(response, contentTypes[form], reply);
    }
  };
}

function bearerToken({ headers }: Request): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? "")?.[1];
}
