import { availableParallelism, totalmem } from "node:os";
import { NetworkKind } from "@sockpit/protocol";
import { z } from "zod";
import { labHostVariables } from "../between/lab-host-settings.js";
import { LogFormat, LogLevel } from "../between/log-settings.js";
import { memoryLimitBytes } from "./lab-hosts/memory-limit.js";

/** A list in an environment variable: words separated by commas. */
const List = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  );

const Port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number from 0 to 65535")
  .transform(Number)
  .refine((port) => port <= 65_535, "must be a port number from 0 to 65535");

/** A class of thirty behind one address, each with the page open twice. */
const DEFAULT_LABS_PER_VISITOR = 64;

/** More than any machine of ours has cores for; each has a character, which its labs' ids begin with. */
export const MAX_LAB_HOSTS = 8;

/** A lab host takes 60 MiB before it has any lab. */
const MEMORY_OF_LAB_HOST_BYTES = 256 * 1024 * 1024;

/** One a core, where there is memory for them. */
function defaultLabHosts(): number {
  const byMemory = Math.floor((memoryLimitBytes() ?? totalmem()) / MEMORY_OF_LAB_HOST_BYTES);
  return Math.max(1, Math.min(MAX_LAB_HOSTS, availableParallelism(), byMemory));
}

const LabHostCount = z
  .string()
  .regex(/^[1-9]\d?$/, `must be a number from 1 to ${MAX_LAB_HOSTS}`)
  .transform(Number)
  .refine((count) => count <= MAX_LAB_HOSTS, `must be a number from 1 to ${MAX_LAB_HOSTS}`);

/** The one variable whose value is not repeated. */
const SECRET = "SOCKPIT_ACCESS_CODE";

/** At ten tries a minute, eight letters and digits take longer to find than any server runs. */
const MIN_ACCESS_CODE_LENGTH = 8;

const Switch = z
  .enum(["0", "1"])
  .default("0")
  .transform((text) => text === "1");

/** Of a link that the page shows. */
const LinkTarget = z.url({
  protocol: /^(https?|mailto)$/,
  error: "must be an address that begins with http:, https: or mailto:",
});

const Environment = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: Port.default(7070),
  SOCKPIT_NETWORK: NetworkKind.optional(),
  SOCKPIT_LAB_HOSTS: LabHostCount.default(defaultLabHosts),
  SOCKPIT_ALLOWED_HOSTS: List,
  SOCKPIT_ALLOW_MAPPED: Switch,
  SOCKPIT_TRUST_PROXY: Switch,
  SOCKPIT_ACCESS_CODE: z.string().min(MIN_ACCESS_CODE_LENGTH).max(256).optional(),
  SOCKPIT_OPEN: Switch,
  SOCKPIT_LOG_LEVEL: LogLevel.default("info"),
  SOCKPIT_LOG_FORMAT: LogFormat.optional(),
  SOCKPIT_METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  SOCKPIT_METRICS_PORT: Port.optional(),
  SOCKPIT_LABS_PER_VISITOR: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be a whole number from 1 to 999999")
    .transform(Number)
    .default(DEFAULT_LABS_PER_VISITOR),
  SOCKPIT_RUN_PYTHON: Switch,
  SOCKPIT_FEEDBACK_URL: LinkTarget.optional(),
  SOCKPIT_WHEELS: z.string().optional(),
  ...labHostVariables,
});

export interface ServerOptions {
  /** Where to listen. */
  host: string;
  /** 0 lets the kernel choose. */
  port: number;
  /** Forces one kind; otherwise isolated where the machine allows it, else mapped. */
  network: NetworkKind | undefined;
  /** How many processes hold the labs. */
  labHosts: number;
  /** Names besides the loopback ones that a Host header may have. */
  allowedHosts: string[];
  /** Whether a mapped network may be offered beyond loopback. */
  allowMapped: boolean;
  /** Whether X-Forwarded-For says who a visitor is: set it only behind a proxy that writes that header. */
  trustsProxy: boolean;
  /** What visitors have to know. */
  accessCode: string | undefined;
  /** Whether a server beyond loopback may be open to everybody who reaches it. */
  isOpen: boolean;
  /** Labs that one address may have at once, and make within seconds. */
  labsPerVisitor: number;
  /** Whether scenarios with programs in Python run over REST, as this server's user: for callers who are trusted. */
  runsPython: boolean;
  /** Where people report problems; the page's help links to it. */
  feedbackUrl: string | undefined;
  /** A folder of wheels that programs may import by name. */
  wheels: string | undefined;
  /** Where Prometheus' metrics are served, if anywhere. */
  metrics: { host: string; port: number } | undefined;
}

/** A setting that the person who starts the server can correct. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** Reads the settings from environment variables, or says which one is wrong and what it may be. */
export function readOptions(environment: NodeJS.ProcessEnv): ServerOptions {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const value = name === SECRET ? "…" : environment[name];
    throw new SettingError(`${name}=${value}: ${issue?.message}`);
  }
  const { data } = parsed;
  return {
    host: data.HOST,
    port: data.PORT,
    network: data.SOCKPIT_NETWORK,
    labHosts: data.SOCKPIT_LAB_HOSTS,
    allowedHosts: data.SOCKPIT_ALLOWED_HOSTS,
    allowMapped: data.SOCKPIT_ALLOW_MAPPED,
    trustsProxy: data.SOCKPIT_TRUST_PROXY,
    accessCode: data.SOCKPIT_ACCESS_CODE,
    isOpen: data.SOCKPIT_OPEN,
    runsPython: data.SOCKPIT_RUN_PYTHON,
    feedbackUrl: data.SOCKPIT_FEEDBACK_URL,
    wheels: data.SOCKPIT_WHEELS,
    metrics:
      data.SOCKPIT_METRICS_PORT === undefined
        ? undefined
        : { host: data.SOCKPIT_METRICS_HOST, port: data.SOCKPIT_METRICS_PORT },
    labsPerVisitor: data.SOCKPIT_LABS_PER_VISITOR,
  };
}

/** Whether only this machine reaches an address to listen on. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
