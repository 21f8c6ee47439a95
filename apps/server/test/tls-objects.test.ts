import { limits } from "@sockpit/protocol";
import { authority, serverCertificate } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { failureOf, Server } from "./support.js";
import { TlsProgram } from "./tls-program.js";

/** SSL_VERIFY_PEER with SSL_VERIFY_FAIL_IF_NO_PEER_CERT. */
const REQUIRES = 3;

const ofServer = {
  certificateChain: { text: serverCertificate.certificate },
  privateKey: { text: serverCertificate.key },
};

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

describe("TLS objects", () => {
  test("belong to their process: another one's are unknown, and end with it", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    onTestFinished(() => connection.close());
    const [one, other] = [await TlsProgram.start(connection), await TlsProgram.start(connection)];
    const context = await one.context("client", { verifyMode: REQUIRES });
    const unknown = { code: "bad_params", field: "params.context" };
    const make = (pid: number) =>
      failureOf(connection.control("makeTlsSession", { pid, context, settings: { isServer: false } }));
    expect(await make(other.pid)).toMatchObject(unknown);
    await connection.control("endProcess", { pid: one.pid });
    expect(await make(one.pid)).toMatchObject({ code: "no_such_process" });
  });

  test("are bounded for each process", async () => {
    const connection = await server.connect(await server.newLab());
    onTestFinished(() => connection.close());
    const { pid } = await TlsProgram.start(connection);
    const make = () => connection.control("makeTlsContext", { pid, role: "client" });
    for (let count = 0; count < limits.tlsContextsPerProcess; count += 1) await make();
    expect(await failureOf(make())).toMatchObject({ code: "over_budget" });
  });

  test("share the memory of their lab; that of a context comes back with the last session that uses it", async () => {
    const connection = await server.connect(await server.newLab());
    onTestFinished(() => connection.close());
    const program = await TlsProgram.start(connection);
    const { pid } = program;
    const data = Buffer.from(authority.padEnd(limits.tlsFileBytes - 1, "\n"));
    const make = async () => (await connection.control("makeTlsContext", { pid, role: "client" })).context;
    const grow = (context: number) =>
      connection.control("configureTlsContext", {
        pid,
        context,
        settings: { trusted: { data, form: "file" } },
      });
    const large = await make();
    let times = 0;
    const fill = async () => {
      for (;;) {
        const failure = await failureOf(grow(large)).catch(() => undefined);
        if (failure !== undefined) return failure;
        times += 1;
      }
    };
    expect(await fill()).toMatchObject({ code: "over_budget", message: expect.stringContaining("24 MiB") });
    expect(times).toBeGreaterThan(1);
    const session = await program.session(large, { isServer: false });
    const small = await make();
    await connection.control("freeTls", { pid, contexts: [large], sessions: [] });
    expect(await failureOf(grow(small))).toMatchObject({ code: "over_budget" });
    await connection.control("freeTls", { pid, contexts: [], sessions: [session] });
    expect(await grow(small)).toEqual({});
    await connection.control("endProcess", { pid });
    const next = await TlsProgram.start(connection);
    expect(await next.context("client", { trusted: { data, form: "file" } })).toBeGreaterThan(0);
  });

  test("get their own bytes each, however many requests wait", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    onTestFinished(() => connection.close());
    const { pid } = await TlsProgram.start(connection);
    const contexts = [];
    for (let count = 0; count < limits.tlsWaitingPerLab; count += 1) {
      contexts.push((await connection.control("makeTlsContext", { pid, role: "client" })).context);
    }
    // Each at another place of the memory that messages are read into, and together more than fits there.
    const configured = contexts.map((context, index) => {
      const data = Buffer.from(`${"#".repeat(100 * index)}\n${authority}`);
      const settings = { trusted: { data, form: "file" as const } };
      return connection.control("configureTlsContext", { pid, context, settings });
    });
    expect(await Promise.all(configured)).toEqual(contexts.map(() => ({})));
  });

  test("take no more bytes than a session may hold unread", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    onTestFinished(() => connection.close());
    const program = await TlsProgram.start(connection);
    const context = await program.context("server", ofServer);
    const session = await program.session(context, { isServer: true });
    const record = Buffer.concat([Buffer.from([22, 3, 1, 0x40, 0]), Buffer.alloc(limits.tlsStepBytes - 5)]);
    const step = () =>
      connection.control("stepTlsSession", {
        pid: program.pid,
        session,
        operation: "shutdown",
        received: record,
      });
    await step();
    await step();
    expect(await failureOf(step())).toMatchObject({ code: "bad_params", field: "params.received" });
  });
});
