/** A host and a port as a person writes them. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export type EndpointFault = "missing" | "host" | "port";

const MAX_PORT = 65_535;

/** Reads `127.0.0.1:8088`, `localhost 8088`, `[::1]:8088`, `::1 8088`, `:8088` or `8088`. */
export function readEndpoint(text: string, defaultHost = "127.0.0.1"): HostAndPort | EndpointFault {
  const trimmed = text.trim();
  if (trimmed === "") return "missing";
  const [, bracketed, spaced, plain, digits = ""] =
    /^(?:\[([^\]]*)\]:|(\S+)\s+|([^:\s]*):)?(\S*)$/.exec(trimmed) ?? [];
  const host = bracketed ?? spaced ?? plain ?? "";
  if (!/^\d{1,5}$/.test(digits) || Number(digits) > MAX_PORT) return "port";
  if (!/^[0-9A-Za-z.:_%-]*$/.test(host)) return "host";
  return { host: host === "" ? defaultHost : host, port: Number(digits) };
}
