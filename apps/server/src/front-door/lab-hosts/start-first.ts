import type { NetworkKind } from "@sockpit/protocol";
import { log } from "../../between/log.js";
import { SettingError } from "../options.js";
import { LabHost } from "./lab-host.js";
import { LabHostStartError, type StartOptions } from "./lab-host-process.js";
import { placeOf } from "./places.js";

/** A lab host, and how the others are to be started. */
interface Started {
  readonly host: LabHost;
  readonly options: StartOptions;
}

/**
 * Starts the first lab host, which shows what this machine allows: isolated, else mapped; or what is forced, and a
 * `SettingError` where that is not available.
 */
export async function startFirst(forced: NetworkKind | undefined, hosts: number): Promise<Started> {
  const startMapped = (reason: string) => start({ network: "mapped", reason, hosts });
  if (forced === "mapped") return startMapped("SOCKPIT_NETWORK=mapped was asked for");
  const attempt = await tryIsolated(hosts);
  if (typeof attempt !== "string") return attempt;
  if (forced === undefined) return startMapped(attempt);
  throw new SettingError(
    `SOCKPIT_NETWORK=isolated is not available on this machine (${attempt}). Unset it to use the mapped network, ` +
      "or allow unprivileged user namespaces (see docs/networks.md).",
  );
}

/** An isolated lab host, or why there is none. */
async function tryIsolated(hosts: number): Promise<Started | string> {
  try {
    const started = await start({ network: "isolated", hosts });
    const { available, reason } = started.host.isolation;
    if (available) return started;
    await started.host.stop();
    return reason ?? "network namespaces do not work";
  } catch (error) {
    if (error instanceof LabHostStartError) return `user namespace: ${error.message}`;
    throw error;
  }
}

/** Confined where this machine can do that. Where not, the reason is kept, and printed once. */
async function start(given: Omit<StartOptions, "isConfined" | "share">): Promise<Started> {
  const options = { ...given, share: 1 / given.hosts };
  const confined = { ...options, isConfined: true };
  let complaint: string;
  try {
    return { host: await LabHost.start(placeOf(0), confined), options: confined };
  } catch (error) {
    if (!(error instanceof LabHostStartError)) throw error;
    complaint = `privileges are kept that are not needed: ${error.message}`;
  }
  const reason = [options.reason, complaint].filter((each) => each !== undefined).join("; ");
  const unconfined = { ...options, reason, isConfined: false };
  const host = await LabHost.start(placeOf(0), unconfined);
  log.warn({ network: options.network }, complaint);
  return { host, options: unconfined };
}
