import { execFile, execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";

/** One segment as tshark reads it from a file. */
export interface Segment {
  /** `SYN`, `SYN-ACK`: the flags that count, as the diagram names a packet by them. */
  name: string;
  seq: number;
  /** Null where ACK is not set. */
  ack: number | null;
}

/** Whether tshark is installed; the tests that compare with it are skipped where it is not. */
export function hasTshark(): boolean {
  try {
    execFileSync("tshark", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Downloads the packets of the page's lab into a file, as its owner may. */
export async function downloadCapture(page: Page, file: string): Promise<void> {
  const key = await page.evaluate(() => sessionStorage.getItem("sockpit.lab"));
  const { lab, token } = JSON.parse(key ?? "{}") as { lab: string; token: string };
  const response = await page.request.get(`/api/labs/${lab}/capture.pcapng`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok()) throw new Error(`The capture was refused: ${response.status()}`);
  await writeFile(file, await response.body());
}

/** The file's TCP segments, oldest first, with the numbers on the wire. */
export async function readSegments(file: string): Promise<Segment[]> {
  const fields = ["tcp.flags", "tcp.len", "tcp.seq_raw", "tcp.ack_raw"];
  const args = ["-r", file, "-Y", "tcp", "-T", "fields", ...fields.flatMap((field) => ["-e", field])];
  const { stdout } = await promisify(execFile)("tshark", args);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const [flags = 0, length = 0, seq = 0, ack = 0] = line.split("\t").map(Number);
    return { name: nameOf(flags, length), seq, ack: (flags & ACK) === 0 ? null : ack };
  });
}

/** RFC 9293 §3.1. */
const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;

function nameOf(flags: number, length: number): string {
  if ((flags & RST) !== 0) return "RST";
  const ack = (flags & ACK) === 0 ? "" : "-ACK";
  if ((flags & SYN) !== 0) return `SYN${ack}`;
  if ((flags & FIN) !== 0) return `FIN${ack}`;
  return length > 0 ? "DATA" : "ACK";
}
