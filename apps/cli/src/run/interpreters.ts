import type { Scenario } from "@sockpit/protocol/scenario";
import { engineOfNode, prepareInterpreters, scenarioPython } from "@sockpit/python/node";
import type { PythonRunner } from "@sockpit/scenario";
import { findChromium } from "./chromium/find-chromium.js";
import { type PythonInChromium, pythonInChromium } from "./chromium/python-in-chromium.js";

/** What Python's own modules start threads by. */
const THREADS =
  /\b(?:threading|_thread|concurrent\.futures|ThreadPool(?:Executor)?|to_thread|run_in_executor|Threading(?:Mixin|MixIn|TCPServer|UDPServer|HTTPServer))\b/;

/** Python for scenarios: in this Node, or, for programs with threads where this Node has none, in a Chromium of the machine. */
export class Interpreters {
  readonly #server: string;
  #chromium: Promise<PythonInChromium> | undefined;

  constructor(server: string) {
    this.#server = server;
  }

  /** Made ready, so that a program's time is its own. */
  async runnerFor({ programs }: Scenario): Promise<PythonRunner> {
    const sources = programs.filter(({ name }) => name.endsWith(".py")).map(({ source }) => source);
    const path = engineOfNode() === "jspi" ? undefined : findChromium();
    if (path !== undefined && sources.some((source) => THREADS.test(source))) {
      this.#chromium ??= pythonInChromium(path, this.#server);
      return (await this.#chromium).run;
    }
    if (sources.length > 0) await prepareInterpreters();
    return scenarioPython(this.#server);
  }

  async close(): Promise<void> {
    await (await this.#chromium?.catch(() => undefined))?.close();
  }
}
