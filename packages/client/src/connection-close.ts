/** The server closes with this code when the lab is gone: deleted, or idle for too long. */
const LAB_LOST_CODE = 4404;
const NORMAL_CODE = 1000;
const ABNORMAL_CODE = 1006;

/**
 * How a connection ended. `closed`: we closed it. `labLost`: the lab is gone. `serverGone`: the server,
 * the lab host or the network went away. `refused`: the server ended it for what we sent (RFC 6455 §7.4.1).
 */
export interface ConnectionClose {
  code: number;
  reason: string;
  kind: "closed" | "serverGone" | "labLost" | "refused";
}

/** RFC 6455's close code, read for what it means here. */
export function describeClose(code: number, reason: string): ConnectionClose {
  return { code, reason, kind: kindOf(code) };
}

function kindOf(code: number): ConnectionClose["kind"] {
  switch (code) {
    case NORMAL_CODE:
      return "closed";
    case LAB_LOST_CODE:
      return "labLost";
    case ABNORMAL_CODE:
    case 1001:
    case 1005:
    case 1012:
    case 1013:
      return "serverGone";
    default:
      return "refused";
  }
}
