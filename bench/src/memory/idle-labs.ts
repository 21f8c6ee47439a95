import { Lab } from "@sockpit/lab";
import { collectedMemory, isolation } from "./lab-memory.js";

const IDLE_LABS = 50;
const KIBIBYTE = 1024;

/** KiB of a lab host's memory that one lab takes. */
export interface IdleLabMemory {
  readonly heap: number;
  readonly arrayBuffers: number;
  readonly resident: number;
}

/** Labs of two programs with a TCP connection between them, in which nothing happens any more. */
export async function measureIdleLabs(): Promise<IdleLabMemory> {
  // What the first lab needs once.
  (await idleLab()).close();
  const before = collectedMemory();
  const labs: Lab[] = [];
  while (labs.length < IDLE_LABS) labs.push(await idleLab());
  const after = collectedMemory();
  for (const lab of labs) lab.close();
  const perLab = (key: "heapUsed" | "arrayBuffers" | "rss") =>
    Math.round((after[key] - before[key]) / IDLE_LABS / KIBIBYTE);
  return { heap: perLab("heapUsed"), arrayBuffers: perLab("arrayBuffers"), resident: perLab("rss") };
}

async function idleLab(): Promise<Lab> {
  const lab = new Lab({ id: "idle", network: "isolated", isolation });
  const pid = lab.startProcess("server");
  const call = async (command: string, params: object) =>
    (await lab.call({ pid, command, params })) as { fd: number };
  const { fd: listener } = await call("socket", {});
  const local = { host: "127.0.0.1", port: 8088 };
  await call("bind", { fd: listener, address: local });
  await call("listen", { fd: listener });
  const { fd } = await call("socket", {});
  await call("connect", { fd, address: local });
  await call("accept", { fd: listener });
  return lab;
}
