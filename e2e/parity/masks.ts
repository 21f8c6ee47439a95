import { z } from "zod";
import type { Outcome } from "./outcome.js";

/** What is random, or differs between versions of Python, and so is not compared. */
const masks = {
  /** Ports that the kernel chose: ip(7), ip_local_port_range. */
  ports: (text: string) => text.replace(/\b(3[2-9]|[45]\d|60)\d{3}\b/g, "<port>"),
  /** Addresses of objects, in `repr`. */
  addresses: (text: string) => text.replace(/\b0x[0-9a-f]{6,}\b/g, "<address>"),
  /** The lines of tracebacks; the last one, with the exception, stays. */
  tracebacks: (text: string) =>
    text.replace(/^( *[|+-]? *)Traceback \(most recent call last\):\n(\1 .*\n)+/gm, "<traceback>\n"),
  /** Lines of `_ssl.c`, and a text that OpenSSL 3.2 has changed. */
  openssl: (text: string) =>
    text.replace(/_ssl\.c:\d+/g, "_ssl.c").replaceAll("ssl/tls alert", "sslv3 alert"),
} satisfies Record<string, (text: string) => string>;

export const Mask = z.enum(Object.keys(masks) as [keyof typeof masks]);
export type Mask = z.infer<typeof Mask>;

/** What is compared of an outcome. */
export function masked(outcome: Outcome, names: readonly Mask[]): Outcome {
  const mask = (text: string) => names.reduce((rest, name) => masks[name](rest), text);
  return { status: outcome.status, stdout: mask(outcome.stdout), stderr: mask(outcome.stderr) };
}
