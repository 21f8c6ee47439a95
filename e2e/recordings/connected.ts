import type { LabEvent, PacketNote } from "@sockpit/protocol";
import type { RecordedLab, RecordedProgram } from "./recorded-lab.js";
import { serverAddress } from "./sample-programs.js";

export function hasNote(event: LabEvent, note: PacketNote): boolean {
  return event.event === "packet" && event.tcp?.notes.includes(note) === true;
}

export async function listen(
  lab: RecordedLab,
  backlog = 5,
): Promise<{ server: RecordedProgram; listener: number }> {
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("bind", { fd: listener, address: serverAddress }, 3);
  await server.call("listen", { fd: listener, backlog }, 4);
  return { server, listener };
}

export interface Connected {
  client: RecordedProgram;
  fd: number;
}

export async function connect(lab: RecordedLab, name = "client.py"): Promise<Connected> {
  const client = await lab.start(name);
  const { fd } = await client.call("socket", {}, 2);
  await client.call("connect", { fd, address: serverAddress }, 3);
  return { client, fd };
}
