import { type ChildProcess, fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { CallFailure, codedFailure } from "@sockpit/protocol";
import { errorForCaller } from "../../between/report-bug.js";
import { FromRunProcess, type RunOrder, type ToRunProcess } from "../../between/run-messages.js";
import type { MadeLab } from "../lab-hosts/open-lab.js";
import type { Run } from "./run.js";

const entryPoint = fileURLToPath(new URL("../../run-process/main.js", import.meta.url));

/** Of its heap. A scenario of a megabyte, its events and its results take a third of that. */
const HEAP_MEBIBYTES = 256;

/** How long a process that is to stop may take, before it is killed. */
const STOP_MS = 5000;

type LabOrder = Extract<FromRunProcess, { say: "openLab" }>;

export interface RunLabs {
  /** `names`: of its hosts, where it is to have a wire. */
  open(lab: { names: LabOrder["hosts"]; wire: LabOrder["wire"] }): Promise<MadeLab>;
  close(lab: MadeLab): void;
}

/** Runs an order in a process of its own. */
export class RunProcess {
  readonly #child: ChildProcess;
  readonly #run: Run;
  readonly #labs: RunLabs;
  readonly #open = new Map<string, MadeLab>();
  /** Resolves once the scenario has been read and runs; rejects with why it cannot. */
  readonly accepted: Promise<void>;
  #accept: () => void = () => undefined;
  #refuse: (error: Error) => void = () => undefined;
  #killTimer: NodeJS.Timeout | undefined;

  /** `onEnd` is called once the process has ended, and its labs are closed. */
  constructor(run: Run, order: RunOrder, { labs, onEnd }: { labs: RunLabs; onEnd: () => void }) {
    this.#run = run;
    this.#labs = labs;
    this.accepted = new Promise((resolve, reject) => {
      this.#accept = resolve;
      this.#refuse = reject;
    });
    this.accepted.catch(() => undefined);
    this.#child = fork(entryPoint, [], {
      serialization: "advanced",
      execArgv: [`--max-old-space-size=${HEAP_MEBIBYTES}`, "--max-semi-space-size=2"],
      // It gets no settings of the server, and so no access code.
      env: { PATH: process.env["PATH"], NODE_ENV: process.env["NODE_ENV"] },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    lowerPriority(this.#child.pid);
    this.#child.on("message", (message) => this.#take(FromRunProcess.parse(message)));
    this.#child.once("error", () => this.#ended(onEnd));
    this.#child.once("exit", () => this.#ended(onEnd));
    this.#send({ say: "run", order });
  }

  stop(): void {
    this.#send({ say: "stop" });
    this.#killTimer ??= setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS).unref();
  }

  #take(message: FromRunProcess): void {
    const run = this.#run;
    switch (message.say) {
      case "accepted":
        this.#accept();
        break;
      case "openLab":
        void this.#openLab(message);
        break;
      case "closeLab":
        this.#closeLab(message.lab);
        break;
      case "progress":
        run.addProgress(message.json);
        break;
      case "record": {
        const { number, events, packets } = message;
        run.records.set(number, { events, packets });
        break;
      }
      case "results":
        run.results = message.results;
        break;
      case "over":
        if (message.error !== undefined) this.#refuse(new CallFailure(message.error));
        run.end(message.error);
    }
  }

  async #openLab({ hosts, wire }: LabOrder): Promise<void> {
    try {
      const lab = await this.#labs.open({ names: hosts, wire });
      if (!this.#child.connected) {
        this.#labs.close(lab);
        return;
      }
      this.#open.set(lab.id, lab);
      this.#send({ say: "lab", lab: lab.id, token: lab.token });
    } catch (error) {
      this.#send({ say: "noLab", error: errorForCaller(error) });
    }
  }

  #closeLab(id: string): void {
    const lab = this.#open.get(id);
    this.#open.delete(id);
    if (lab !== undefined) this.#labs.close(lab);
  }

  #send(message: ToRunProcess): void {
    // Where it has ended, `exit` says so.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #ended(onEnd: () => void): void {
    clearTimeout(this.#killTimer);
    for (const id of [...this.#open.keys()]) this.#closeLab(id);
    const { error } = codedFailure("internal", "The process of the run ended unexpectedly.");
    this.#refuse(new CallFailure(error));
    this.#run.end(this.#killTimer === undefined ? error : undefined);
    onEnd();
  }
}

/** Calls of pages come first: a run only takes what they leave of the processors. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}
