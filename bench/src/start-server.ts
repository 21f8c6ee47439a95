import { type ChildProcess, spawn } from "node:child_process";
import { boundTo } from "./call-path/processors.js";

/** Starts a program of ours on a port that the kernel chooses, and waits until it says which. `processor`: the only one for it. */
export function startServer(
  file: string,
  pattern: RegExp,
  {
    environment = {},
    processor,
  }: { environment?: Record<string, string>; processor?: number | undefined } = {},
): Promise<{ child: ChildProcess; port: number }> {
  const { command, args } = boundTo(processor, [process.execPath, file]);
  const child = spawn(command, args, {
    env: { ...process.env, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill());
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`${file} ended before it listened`)));
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const port = pattern.exec(said)?.[1];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
  });
}
