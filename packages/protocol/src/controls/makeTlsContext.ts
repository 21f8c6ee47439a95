import { z } from "zod";
import { describeControl } from "../describe.js";
import { Pid } from "../values/lab.js";
import { TlsContextId } from "../values/tls.js";

export const makeTlsContext = describeControl({
  summary: "Make a TLS context of a process: versions, keys and certificates of sessions. Ends with it.",
  params: z.strictObject({
    pid: Pid,
    role: z.enum(["client", "server", "either"]).describe("Which side its sessions may be on."),
  }),
  result: z.strictObject({ context: TlsContextId }),
});
