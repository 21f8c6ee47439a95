import { type ChildProcess, spawn } from "node:child_process";

/** Starts a program of ours on a port that the kernel chooses, and waits until it says which. */
export function startServer(
  file: string,
  pattern: RegExp,
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [file], {
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
