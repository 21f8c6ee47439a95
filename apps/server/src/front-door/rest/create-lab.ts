import { CallFailure, codedFailure, readBody, routes } from "@sockpit/protocol";
import type { Request, Response } from "express";
import { decodeBody } from "../../between/decode-body.js";
import { OPEN_BODY_BYTES } from "../entry/read-body.js";
import type { RequestLimits } from "../entry/request-limits.js";
import type { VisitorLabs } from "../entry/visitor-labs.js";
import type { LabHost } from "../lab-hosts/lab-host.js";
import { type LabHosts, labHostStarting } from "../lab-hosts/lab-hosts.js";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";
import { notesOf } from "../operations/request-reports.js";
import { textOf } from "./send-answer.js";

interface Parts {
  hosts: LabHosts;
  registry: LabRegistry;
  requestLimits: RequestLimits;
  visitorLabs: VisitorLabs;
}

/** `POST /api/labs`: a lab, for who needs no token yet. One whose creator has not received the answer is closed again. */
export function createLab({ hosts, registry, requestLimits, visitorLabs }: Parts) {
  return async (request: Request, response: Response): Promise<void> => {
    const visitor = requestLimits.visitorOf(request);
    requestLimits.admit(request, response, visitor);
    const limit = { source: visitor, limitBytes: OPEN_BODY_BYTES };
    const { bytes } = await requestLimits.receiveBody(request, response, limit);
    const { network, ttlSeconds, hosts: names, wire } = readBody(routes.createLab, decodeBody(bytes));
    if (network !== undefined && network !== hosts.network) {
      const message = `This server offers ${hosts.network} labs only.`;
      throw codedFailure("network_unavailable", message, { field: "network" });
    }
    const host = hosts.pick((each) => registry.labsOf(each));
    const { release } = visitorLabs.take(visitor);
    let timer: NodeJS.Timeout | undefined;
    const { id, token, viewerToken } = registry.add(host, () => {
      release();
      clearTimeout(timer);
    });
    notesOf(response).lab = id;
    try {
      const lab = await textOf(await host.ask({ do: "createLab", lab: id, visitor, hosts: names, wire }));
      if (ttlSeconds !== undefined)
        timer = setTimeout(() => void closeLab(host, id), ttlSeconds * 1000).unref();
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
        .send(`{"lab":${lab},"token":"${token}","viewerToken":"${viewerToken}"}`);
    } catch (error) {
      registry.remove(id);
      throw isLabHostLost(error) ? labHostStarting() : error;
    }
  };
}

/** That it has ended already, or its host has, comes to the same. */
export async function closeLab(host: LabHost, lab: string): Promise<void> {
  await host.ask({ do: "deleteLab", lab }).catch(() => undefined);
}

function isLabHostLost(error: unknown): boolean {
  return error instanceof CallFailure && "code" in error.error && error.error.code === "lab_host_lost";
}
