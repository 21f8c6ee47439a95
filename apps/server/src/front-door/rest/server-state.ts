import { codedFailure, type Health, limits } from "@sockpit/protocol";
import type { Request, Response } from "express";
import { labHostStarting } from "../lab-hosts/lab-host-starting.js";
import type { LabHosts } from "../lab-hosts/lab-hosts.js";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";

interface Parts {
  hosts: LabHosts;
  registry: LabRegistry;
  version: string;
  /** Where people report problems. */
  feedbackUrl: string | undefined;
}

/** `GET /healthz`. 503 while no lab host answers. */
export function healthRoute({ hosts, version, feedbackUrl }: Omit<Parts, "registry">) {
  return async (_request: Request, response: Response): Promise<void> => {
    const { network, isolation } = hosts;
    const isOk = await hosts.isAnswering();
    const health: Health = {
      status: isOk ? "ok" : "starting",
      version,
      network,
      isolation,
      ...(feedbackUrl === undefined ? {} : { feedbackUrl }),
    };
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
