/**
 * `policy`: not allowed. `limit`: too much. `protocol`: malformed, or of something that is not there. `internal`: failed on the
 * server's side, or on the way to it.
 */
export type CodedKind = "policy" | "limit" | "protocol" | "internal";

export interface ErrorCondition {
  readonly kind: CodedKind;
  /** HTTP status. */
  readonly status: number;
  /** After how many seconds the same request may succeed; null where it never does as it is. */
  readonly retryAfterSeconds: number | null;
  /** One sentence: the condition. */
  readonly meaning: string;
  /** One sentence: what to do about it. */
  readonly action: string;
}

/** What ends with the next call, or as soon as a process has started. */
const SOON_SECONDS = 1;

/** What ends when a lab does, perhaps another visitor's. */
const LATER_SECONDS = 15;

/** Every condition that is no errno, each with one code. REST, WebSocket, reference and page read this table. */
export const errorCodes = {
  bad_message: {
    kind: "protocol",
    status: 400,
    retryAfterSeconds: null,
    meaning: "The message or body cannot be decoded.",
    action: "Send JSON, or MessagePack, within the limits that the message names.",
  },
  bad_params: {
    kind: "protocol",
    status: 400,
    retryAfterSeconds: null,
    meaning: "A field is missing, unknown or breaks a rule.",
    action: "Correct the field that `field` names.",
  },
  unknown_command: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "There is no command or control of this name.",
    action: "Take one from the reference of commands.",
  },
  no_such_route: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The server has nothing at this path.",
    action: "Take a path from the OpenAPI document.",
  },
  no_such_lab: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The lab has ended, or never existed.",
    action: "Create a new lab.",
  },
  no_such_process: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The lab has no such process, or it has ended.",
    action: "Start a process, and use its `pid`.",
  },
  no_such_stream: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The lab keeps no packet of this stream.",
    action: "Take a stream's number from a recent packet event.",
  },
  no_wire: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The lab has no wire: it is one host.",
    action: "Create a lab with `hosts`.",
  },
  no_such_packet: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "No packet of this number is held on the wire.",
    action: "Take the number of one that `held` lists.",
  },
  method_not_allowed: {
    kind: "protocol",
    status: 405,
    retryAfterSeconds: null,
    meaning: "The path exists, but not with this method.",
    action: "Use a method that the header `Allow` names.",
  },
  unsupported_media_type: {
    kind: "protocol",
    status: 415,
    retryAfterSeconds: null,
    meaning: "The body is of a media type that the server does not read.",
    action: "Send the body as `application/json`.",
  },
  message_too_large: {
    kind: "limit",
    status: 413,
    retryAfterSeconds: null,
    meaning: "The message or body is larger than the server takes.",
    action: "Send the data in several calls.",
  },
  too_many_labs: {
    kind: "limit",
    status: 503,
    retryAfterSeconds: LATER_SECONDS,
    meaning: "The server has no room for another lab just now.",
    action: "Wait until one ends.",
  },
  too_many_descriptors: {
    kind: "limit",
    status: 503,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The server has no descriptor left for this.",
    action: "Close sockets that are not needed, or wait.",
  },
  too_many_labs_of_visitor: {
    kind: "limit",
    status: 429,
    retryAfterSeconds: LATER_SECONDS,
    meaning: "You have as many labs as one visitor may have, or make them too fast.",
    action: "Close one in another tab, or wait.",
  },
  over_budget: {
    kind: "limit",
    status: 429,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "Calls, bodies or connections already take up all that they may.",
    action:
      "Wait for those under way, and read what the server sends. Of a lab's large bodies, eight may wait: send them one after the other.",
  },
  too_many_processes: {
    kind: "limit",
    status: 429,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The lab runs as many processes as it may.",
    action: "End one first.",
  },
  too_many_calls: {
    kind: "limit",
    status: 429,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "As many calls are under way as may be, or one has the same id.",
    action: "Wait for the reply to one of them.",
  },
  unauthorized: {
    kind: "policy",
    status: 401,
    retryAfterSeconds: null,
    meaning: "The lab's token is missing or wrong.",
    action: "Send the token that came with the lab.",
  },
  read_only: {
    kind: "policy",
    status: 403,
    retryAfterSeconds: null,
    meaning: "A viewer's token only allows looking.",
    action: "Use the lab's own token to change something.",
  },
  access_denied: {
    kind: "policy",
    status: 403,
    retryAfterSeconds: null,
    meaning: "The server asks for an access code.",
    action: "Load the page again and enter the code, or send it as `X-Sockpit-Access`.",
  },
  forbidden_host: {
    kind: "policy",
    status: 403,
    retryAfterSeconds: null,
    meaning: "The server does not answer to this host name.",
    action: "Use its own name, or add this one to `SOCKPIT_ALLOWED_HOSTS`.",
  },
  forbidden_origin: {
    kind: "policy",
    status: 403,
    retryAfterSeconds: null,
    meaning: "Pages of another origin may not use this server.",
    action: "Use the server's own page, or a client that is no browser.",
  },
  network_unavailable: {
    kind: "policy",
    status: 400,
    retryAfterSeconds: null,
    meaning: "This server does not offer labs on that network.",
    action: "Leave `network` out to get the one that it offers.",
  },
  capture_unavailable: {
    kind: "policy",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The machine allows no packet capture for this lab.",
    action: "Run the server where it has CAP_NET_RAW, as in an isolated network.",
  },
  address_not_allowed: {
    kind: "policy",
    status: 422,
    retryAfterSeconds: null,
    meaning: "A lab may not reach this address.",
    action: "Use an address of the lab's own network, such as 127.0.0.1.",
  },
  no_such_scenario: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The gallery has no scenario of this name.",
    action: "Take a name from `GET /api/scenarios`.",
  },
  no_such_run: {
    kind: "protocol",
    status: 404,
    retryAfterSeconds: null,
    meaning: "The run is not kept any more, or never existed.",
    action: "Run the scenario again.",
  },
  too_many_runs: {
    kind: "limit",
    status: 429,
    retryAfterSeconds: LATER_SECONDS,
    meaning: "As many scenarios run as may at once, on the server or for one visitor.",
    action: "Wait until one ends, or stop it.",
  },
  python_not_allowed: {
    kind: "policy",
    status: 422,
    retryAfterSeconds: null,
    meaning: "The scenario has a program in Python, which this server does not run.",
    action:
      "Run it in the page or with the command line, or set `SOCKPIT_RUN_PYTHON=1` where all callers are trusted.",
  },
  option_not_allowed: {
    kind: "policy",
    status: 422,
    retryAfterSeconds: null,
    meaning: "This socket option is not offered in a lab.",
    action: "Take one from the list of socket options.",
  },
  server_unreachable: {
    kind: "internal",
    status: 503,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The server does not answer.",
    action: "Check that it runs, and that the network reaches it.",
  },
  connection_lost: {
    kind: "internal",
    status: 503,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The connection to the lab has ended.",
    action: "Connect again: the lab is kept for a while.",
  },
  lab_host_lost: {
    kind: "internal",
    status: 503,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The process that held the lab has ended, and the lab with it.",
    action: "Create a new lab.",
  },
  lab_host_starting: {
    kind: "internal",
    status: 503,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The process that holds the labs is being started or replaced.",
    action: "Try again in a second.",
  },
  lab_host_silent: {
    kind: "internal",
    status: 504,
    retryAfterSeconds: SOON_SECONDS,
    meaning: "The process that holds the lab did not answer in time.",
    action: "Try again; if it stays silent, it is replaced.",
  },
  internal: {
    kind: "internal",
    status: 500,
    retryAfterSeconds: null,
    meaning: "The server met a bug of its own.",
    action: "Report it with its `reference`, by which the server's log names it.",
  },
} as const satisfies Record<string, ErrorCondition>;
