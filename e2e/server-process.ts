import { type ChildProcess, spawn } from "node:child_process";
import { repositoryPath } from "./parity/folder.js";

const entryPoint = repositoryPath("apps/server/dist/front-door/main.js");

/** A real server in a process of its own, on a port that the kernel chose. */
export class Server {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** `canCapture: false` takes away what mapped labs see packets by; only root has it. */
  static async start(
    environment: Record<string, string> = {},
    { canCapture = true }: { canCapture?: boolean } = {},
  ): Promise<Server> {
    const isDropping = !canCapture && process.getuid?.() === 0;
    const [command, ...args] = isDropping
      ? ["setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--", process.execPath, entryPoint]
      : [process.execPath, entryPoint];
    const child = spawn(command, args, {
      env: { ...process.env, PORT: "0", SOCKPIT_LOG_LEVEL: "warn", ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.once("exit", () => reject(new Error(`The server ended: ${said}`)));
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const address = /http:\/\/\S+/.exec(said)?.[0];
        if (address !== undefined) resolve(address);
      });
    });
    return new Server(child, url);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get port(): string {
    return new URL(this.url).port;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
  }
}
