import { z } from "zod";
import { describeControl } from "../describe.js";
import { CreateProcess } from "../rest.js";
import { Pid } from "../values/lab.js";
import { HostName, NetworkInterface, WireHost } from "../values/wire.js";

export const startProcess = describeControl({
  summary: "Start a process that lives as long as this connection, or until it is ended.",
  params: CreateProcess,
  result: z.strictObject({
    pid: Pid,
    host: HostName.optional().describe("The host that it runs on, in a lab with a wire."),
    hosts: z
      .array(WireHost)
      .optional()
      .describe("The lab's hosts, where it has a wire: what /etc/hosts lists elsewhere."),
    interfaces: z
      .array(NetworkInterface)
      .optional()
      .describe(
        "The network interfaces of its host, where it has a wire: what if_nameindex(3) lists elsewhere.",
      ),
  }),
});
