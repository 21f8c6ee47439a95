import { codedFailure, readBody, routes } from "@sockpit/protocol";
import type { Request, Response } from "express";
import { decodeBody } from "../../between/decode-body.js";
import type { RequestLimits } from "../entry/request-limits.js";
import { closeLab, type LabMaking, openLab } from "../lab-hosts/open-lab.js";
import { notesOf } from "../operations/request-reports.js";

/** All settings of twelve directions, and 32 rules that look for a text each: what the wire of a lab can be made with. */
const LAB_BODY_BYTES = 64 * 1024;

interface Parts extends LabMaking {
  requestLimits: RequestLimits;
}

/** `POST /api/labs`: a lab, for who needs no token yet. One whose creator has not received the answer is closed again. */
export function createLab({ hosts, registry, requestLimits, visitorLabs }: Parts) {
  return async (request: Request, response: Response): Promise<void> => {
    const visitor = requestLimits.visitorOf(request);
    requestLimits.admit(request, response, visitor);
    const limit = { source: visitor, limitBytes: LAB_BODY_BYTES };
    const { bytes } = await requestLimits.receiveBody(request, response, limit);
    const { network, ttlSeconds, hosts: names, wire } = readBody(routes.createLab, decodeBody(bytes));
    if (network !== undefined && network !== hosts.network) {
      const message = `This server offers ${hosts.network} labs only.`;
      throw codedFailure("network_unavailable", message, { field: "network" });
    }
    const { id, host, token, viewerToken, description } = await openLab(
      { hosts, registry, visitorLabs },
      {
        visitor,
        ttlSeconds,
        names,
        wire,
        onId: (made) => {
          notesOf(response).lab = made;
        },
      },
    );
    if (response.destroyed) {
      void closeLab(host, id);
      return;
    }
    response.once("close", () => {
      if (!response.writableFinished) void closeLab(host, id);
    });
    response
      .status(201)
      .location(`/api/labs/${id}`)
      .type("json")
      .send(`{"lab":${description},"token":"${token}","viewerToken":"${viewerToken}"}`);
  };
}
