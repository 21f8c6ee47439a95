import { limits } from "@sockpit/protocol";
import { authority, serverCertificate } from "@sockpit/testing";
import type { Attack } from "../attack.js";
import type { AttackingProcess } from "../attacked-lab.js";

const PROGRAMS = 8;

/** SSL_VERIFY_PEER. */
const VERIFY_PEER = 1;

/** Of a core, for sessions that nothing happens in. */
const IDLE_SHARE = 0.05;

const certified = {
  certificateChain: { text: serverCertificate.certificate },
  privateKey: { text: serverCertificate.key },
};
const trusting = { verifyMode: VERIFY_PEER, trusted: { data: { text: authority }, form: "file" as const } };

/** What TLS costs the thread that has it for all labs: cryptography, and memory of OpenSSL. */
export const tls: readonly Attack[] = [
  {
    kind: "tls",
    name: "TLS handshakes without end, in eight programs",
    isCheap: true,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(PROGRAMS, async () => {
        const contexts = await contextsOf(await lab.process());
        while (!attacker.isOver) await contexts.handshake();
      });
    },
  },
  {
    kind: "tls",
    name: "64 KiB encrypted again and again, in eight programs",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(PROGRAMS, async () => {
        const contexts = await contextsOf(await lab.process());
        const { client } = await contexts.handshake({ isKept: true });
        const data = { text: "x".repeat(limits.tlsStepBytes) };
        while (!attacker.isOver) await contexts.step(client, "write", { data });
      });
    },
  },
  {
    kind: "tls",
    name: "records of 16 KiB that never end, for a lab's sessions",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(2, async () => {
        const contexts = await contextsOf(await lab.process());
        const record = Buffer.alloc(16_000);
        // A handshake message of 16 MB that begins, in a record of 16 KiB of which the end is missing.
        record.set([22, 3, 1, 0x3f, 0xff, 1, 0xff, 0xff, 0xff, 3, 3]);
        const received = { base64: record.toString("base64") };
        for (let count = 0; count < limits.tlsSessionsPerProcess && !attacker.isOver; count += 1)
          await contexts.step(await contexts.open("server"), "handshake", { received });
        await attacker.stay();
      });
    },
  },
  {
    kind: "tls",
    name: "1,024 handshakes that stop after their first flight",
    maxCpuShare: IDLE_SHARE,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(2, async () => {
        const contexts = await contextsOf(await lab.process());
        for (let count = 0; count < limits.tlsSessionsPerProcess / 2 && !attacker.isOver; count += 1)
          await contexts.begin();
        await attacker.stay();
      });
    },
  },
  {
    kind: "tls",
    name: "contexts with 512 authorities each, without end",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(PROGRAMS, async () => {
        const program = await lab.process();
        const many = { data: { text: authority.repeat(limits.tlsTrusted) }, form: "file" };
        while (!attacker.isOver) {
          const { context } = await control<{ context: number }>(program, "makeTlsContext", {
            role: "client",
          });
          await control(program, "configureTlsContext", { context, settings: { trusted: many } });
          await control(program, "freeTls", { contexts: [context], sessions: [] });
        }
      });
    },
  },
];

interface Step {
  outcome: string;
  send?: { base64: string } | { text: string };
}

interface Contexts {
  open(role: "client" | "server"): Promise<number>;
  step(session: number, operation: string, params?: object): Promise<Step>;
  /** A client's first flight, and the server's answer to it. */
  begin(): Promise<{ client: number; server: number; answer: Step }>;
  handshake(options?: { isKept: boolean }): Promise<{ client: number; server: number }>;
}

async function contextsOf(program: AttackingProcess): Promise<Contexts> {
  const context = async (role: string, settings: object) => {
    const made = await control<{ context: number }>(program, "makeTlsContext", { role });
    await control(program, "configureTlsContext", { context: made.context, settings });
    return made.context;
  };
  const ids = { client: await context("client", trusting), server: await context("server", certified) };
  const open = async (role: "client" | "server") => {
    const isServer = role === "server";
    const settings = { isServer, ...(isServer ? {} : { serverName: "localhost" }) };
    return (await control<{ session: number }>(program, "makeTlsSession", { context: ids[role], settings }))
      .session;
  };
  const step = (session: number, operation: string, params: object = {}) =>
    control<Step>(program, "stepTlsSession", { session, operation, ...params });
  const begin = async () => {
    const [client, server] = [await open("client"), await open("server")];
    const hello = await step(client, "handshake");
    return { client, server, answer: await step(server, "handshake", { received: hello.send }) };
  };
  const handshake = async ({ isKept } = { isKept: false }) => {
    const { client, server, answer } = await begin();
    const finished = await step(client, "handshake", { received: answer.send });
    await step(server, "handshake", { received: finished.send });
    if (!isKept) await control(program, "freeTls", { contexts: [], sessions: [client, server] });
    return { client, server };
  };
  return { open, step, begin, handshake };
}

/** A control that must succeed, unless the attacker's time is over. */
async function control<R>(program: AttackingProcess, name: string, params: object): Promise<R> {
  const reply = await program.connection.ask({ control: name, params: { pid: program.pid, ...params } });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.result as R;
}
