import { spawn } from "node:child_process";
import { once } from "node:events";
import { Connection, RestClient } from "@sockpit/client";
import { formatScenario, parseScenario, readSteps } from "@sockpit/protocol/scenario";
import {
  makesResult,
  pythonOfRecording,
  type RecordedStep,
  type RuntimeValue,
  runScenario,
  StepSession,
  stepsOfRecording,
} from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await stopServer(server);
});

const never = new AbortController().signal;

/** A process whose steps are made one at a time, and recorded. */
class ByHand {
  readonly steps: RecordedStep[] = [];
  printed = "";
  session: StepSession | undefined;
  #connection: Connection | undefined;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  async start(lab: { lab: string; token: string }): Promise<void> {
    const connection = await Connection.open({ baseUrl: server.baseUrl, key: lab, webSocket: WebSocket });
    this.#connection = connection;
    this.session = await StepSession.start({
      connection,
      name: this.name,
      file: this.name,
      readFile: () => undefined,
      onPrint: (_stream, text) => {
        this.printed += text;
      },
    });
  }

  async do(text: string): Promise<void> {
    if (this.session === undefined) throw new Error("It has not started.");
    const variables = this.session.memory.variables.keys();
    const [step] = readSteps(text, ({ message }) => expect.fail(message), { variables });
    if (step === undefined) throw new Error("There is no step.");
    let result: RuntimeValue | undefined;
    const onResult = (value: RuntimeValue) => {
      result = value;
    };
    const failure = await this.session.run({ source: text, steps: [step], signal: never, onResult });
    if (makesResult(step) && result !== undefined) this.session.memory.variables.set("_", result);
    const raised = failure?.errno ?? failure?.exception;
    this.steps.push({ text, step, after: undefined, result, raised });
  }

  async end(): Promise<void> {
    await this.session?.end(0);
    this.#connection?.close();
  }
}

/** What a program prints under python3. `onLine`: when it has printed its first line. */
async function python3(source: string, onLine?: () => void): Promise<string> {
  const child = spawn("python3", ["-u", "-c", source], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let errors = "";
  child.stdout.on("data", (data) => {
    if (printed === "") onLine?.();
    printed += data;
  });
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const [status] = await once(child, "close");
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  return printed;
}

test("an exchange made by hand in two consoles prints the same as Python under python3, and passes as steps", async () => {
  const rest = new RestClient({ baseUrl: server.baseUrl });
  const { lab, token } = await rest.createLab();
  const key = { lab: lab.id, token };
  const port = 20_000 + (process.pid % 20_000);
  const listener = new ByHand("server");
  const client = new ByHand("client");
  await listener.start(key);
  await client.start(key);
  await listener.do("sk = socket.socket()");
  await listener.do("sk.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)");
  await listener.do(`sk.bind(('127.0.0.1', ${port}))`);
  await listener.do("sk.listen(5)");
  await listener.do("print('正在等待客戶端連線……')");
  const accepting = listener.do("conn, addr = sk.accept()");
  await client.do("other = socket.socket()");
  await client.do("other.connect(('127.0.0.1', 1))");
  await client.do("other.close()");
  await client.do("sk = socket.socket()");
  await client.do(`sk.connect(('127.0.0.1', ${port}))`);
  await accepting;
  await listener.do("print('客戶端已連線到伺服器……')");
  await client.do("mes_to_server = '你好,伺服器!'.encode('utf-8')");
  await client.do("sk.send(mes_to_server)");
  await listener.do("mes_from_client = conn.recv(1024).decode('utf-8')");
  await listener.do("print(mes_from_client)");
  await listener.do("conn.send('你好,客戶端,已收到您的資訊!'.encode('utf-8'))");
  await client.do("sk.recv(1024)");
  await client.do("print(_.decode('utf-8'))");
  await listener.do("conn.close()");
  await listener.do("sk.close()");
  await client.do("sk.close()");
  await listener.end();
  await client.end();
  await rest.deleteLab(key);

  const programs = [listener, client].map(({ name, steps }) => ({ name, steps }));
  const [ofListener = "", ofClient = ""] = programs.map(pythonOfRecording);
  expect(ofClient).toContain("except OSError as error:");
  let hasPrinted: (() => void) | undefined;
  const listening = new Promise<void>((resolve) => {
    hasPrinted = resolve;
  });
  const printedByListener = python3(ofListener, () => hasPrinted?.());
  await listening;
  expect(await python3(ofClient)).toBe(client.printed);
  expect(await printedByListener).toBe(listener.printed);
  expect(client.printed).toBe("你好,客戶端,已收到您的資訊!\n");

  const text = formatScenario({
    format: 1,
    title: { en: "Recorded" },
    programs: programs
      .map(stepsOfRecording)
      .map((program, at) =>
        at === 0 ? program : { ...program, after: { program: "server", call: "listen", number: 1 } },
      ),
    files: [],
    expect: [],
    conditions: [],
  });
  const { scenario, problems } = parseScenario(text);
  expect(problems).toEqual([]);
  if (scenario === undefined) throw new Error("It has no problems and no scenario.");
  const { runs } = await runScenario(scenario, { baseUrl: server.baseUrl, webSocket: WebSocket });
  expect(runs.map(({ outcome, programs: ended }) => [outcome, ended.map(({ stderr }) => stderr)])).toEqual([
    ["passed", ["", ""]],
  ]);
});
