import { CallFailure } from "@sockpit/protocol";
import type { CreateLabRequest } from "../../between/messages.js";
import type { VisitorLabs } from "../entry/visitor-labs.js";
import { textOf } from "../rest/send-answer.js";
import type { LabHost } from "./lab-host.js";
import { labHostStarting } from "./lab-host-starting.js";
import type { LabHosts } from "./lab-hosts.js";
import type { LabRegistry } from "./lab-registry.js";

export interface LabMaking {
  readonly hosts: LabHosts;
  readonly registry: LabRegistry;
  readonly visitorLabs: VisitorLabs;
}

export interface MadeLab {
  readonly id: string;
  readonly host: LabHost;
  readonly token: string;
  readonly viewerToken: string;
  /** A `LabInfo` as JSON. */
  readonly description: string;
}

/** Makes a lab on a visitor's account. `onId` is called before it is there. `too_many_labs`, `too_many_labs_of_visitor`, `lab_host_starting`. */
export async function openLab(
  { hosts, registry, visitorLabs }: LabMaking,
  options: {
    visitor: string;
    ttlSeconds?: number | undefined;
    /** Of a lab on a wire: its hosts. */
    names?: CreateLabRequest["hosts"];
    wire?: CreateLabRequest["wire"];
    onId?: (id: string) => void;
  },
): Promise<MadeLab> {
  const { visitor, ttlSeconds, names, wire, onId } = options;
  const host = await hosts.pick((each) => registry.labsOf(each), { hasWire: names !== undefined });
  const { release } = visitorLabs.take(visitor);
  let timer: NodeJS.Timeout | undefined;
  const { id, token, viewerToken } = registry.add(host, () => {
    release();
    clearTimeout(timer);
  });
  onId?.(id);
  try {
    const description = await textOf(
      await host.ask({ do: "createLab", lab: id, visitor, hosts: names, wire }),
    );
    if (ttlSeconds !== undefined)
      timer = setTimeout(() => void closeLab(host, id), ttlSeconds * 1000).unref();
    return { id, host, token, viewerToken, description };
  } catch (error) {
    registry.remove(id);
    throw isLabHostLost(error) ? labHostStarting() : error;
  }
}

/** That it has ended already, or its host has, comes to the same. */
export async function closeLab(host: LabHost, lab: string): Promise<void> {
  await host.ask({ do: "deleteLab", lab }).catch(() => undefined);
}

function isLabHostLost(error: unknown): boolean {
  return error instanceof CallFailure && "code" in error.error && error.error.code === "lab_host_lost";
}
