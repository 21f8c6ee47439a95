import { KernelSocket, limits } from "@sockpit/protocol";
import { expect } from "vitest";
import { describeOnKernel, errnoOf, failureOf, testOn } from "./support.js";

describeOnKernel("What a program may not ask", () => {
  const test = testOn("mapped");
  const address = { host: "127.0.0.1", port: 8088 };

  test("names the field that broke a rule, and the rule", async ({ bench }) => {
    const program = bench.program();
    const refused = async (command: string, params: unknown) => {
      const error = await failureOf(program.send(command, params));
      if (error.kind !== "protocol") throw new Error(`not refused: ${error.kind}`);
      expect(error.code).toBe("bad_params");
      expect(error.message.startsWith(`${error.field}: `)).toBe(true);
      return { field: error.field, rule: error.message.slice(`${error.field}: `.length) };
    };
    const bad = [
      ["bind", { fd: "3", address }, "params.fd", /number/],
      ["bind", { fd: 3 }, "params.address", /./],
      ["bind", { fd: 3, address: { host: "127.0.0.1", port: 65_536 } }, "params.address.port", /65535/],
      ["bind", { fd: 3, address: { host: "127.0.0.1", port: -1 } }, "params.address.port", /0/],
      ["bind", { fd: 3, address: { host: 7, port: 1 } }, "params.address.host", /string/],
      ["bind", { fd: 3, address: { path: "x".repeat(108) } }, "params.address.path", /107 bytes/],
      ["bind", { fd: 3, address: { path: "a\0b" } }, "params.address.path", /NUL/],
      ["recv", { fd: 3 }, "params.bufsize", /number/],
      ["recv", { fd: 3, bufsize: -1 }, "params.bufsize", /0/],
      ["recv", { fd: 3, bufsize: 1, flags: ["MSG_NOPE"] }, "params.flags.0", /MSG_PEEK/],
      ["send", { fd: 3, data: { base64: "%" } }, "params.data.base64", /base64/],
      ["send", { fd: 3, data: 7 }, "params.data", /./],
      ["settimeout", { fd: 3, timeout: -1 }, "params.timeout", /0/],
      ["settimeout", { fd: 3, timeout: limits.timeoutSeconds + 1e6 }, "params.timeout", /9223372036/],
      ["shutdown", { fd: 3, how: "SHUT_UP" }, "params.how", /SHUT_RDWR/],
      ["socket", { family: "AF_PACKET" }, "params.family", /AF_INET/],
      ["socket", { type: "SOCK_RAW" }, "params.type", /SOCK_STREAM/],
    ] as const;
    for (const [command, params, field, rule] of bad) {
      expect(await refused(command, params), `${command} ${JSON.stringify(params)}`).toEqual({
        field,
        rule: expect.stringMatching(rule),
      });
    }
    expect(bench.lab.info().processes[0]?.fds).toEqual([]);
  });

  test("refuses a field that there is not, and params that are no object", async ({ bench }) => {
    const program = bench.program();
    const extra = await failureOf(program.send("listen", { fd: 3, backlog: 1, speed: 9 }));
    expect(extra).toMatchObject({ code: "bad_params", message: expect.stringContaining("speed") });
    expect(await failureOf(program.send("listen", [3]))).toMatchObject({
      code: "bad_params",
      field: "params",
    });
  });

  test("refuses a command that there is not, also one that every object has", async ({ bench }) => {
    const program = bench.program();
    for (const command of ["fork", "toString", "__proto__", ""]) {
      expect(await failureOf(program.send(command, {}))).toMatchObject({
        kind: "protocol",
        code: "unknown_command",
        field: "command",
      });
    }
  });

  test("gives the kernel's own word where a protocol does not fit", async ({ bench }) => {
    const error = await failureOf(bench.program().call("socket", { proto: 17 }));
    expect(error).toMatchObject({ errno: "EPROTONOSUPPORT", number: 93, syscall: "socket" });
  });

  test("opens TCP, UDP and Unix sockets only, whatever protocols the kernel has or could load", async ({
    bench,
  }) => {
    const program = bench.program();
    const TCP = 6;
    const UDP = 17;
    const PF_UNIX = 1;
    const taken: string[] = [];
    for (const family of ["AF_INET", "AF_UNIX"] as const) {
      for (const type of ["SOCK_STREAM", "SOCK_DGRAM"] as const) {
        for (let proto = 0; proto <= 255; proto += 1) {
          const made = program.call("socket", { family, type, proto });
          const errno = await made.then(
            async ({ fd }) => program.call("close", { fd }).then(() => undefined),
            async () => errnoOf(made),
          );
          if (errno === undefined) taken.push(`${family} ${type} ${proto}`);
          else expect(["EPROTONOSUPPORT", "EACCES"], `${family} ${type} ${proto}`).toContain(errno);
        }
      }
    }
    expect(taken).toEqual([
      "AF_INET SOCK_STREAM 0",
      `AF_INET SOCK_STREAM ${TCP}`,
      "AF_INET SOCK_DGRAM 0",
      `AF_INET SOCK_DGRAM ${UDP}`,
      "AF_UNIX SOCK_STREAM 0",
      `AF_UNIX SOCK_STREAM ${PF_UNIX}`,
      "AF_UNIX SOCK_DGRAM 0",
      `AF_UNIX SOCK_DGRAM ${PF_UNIX}`,
    ]);
  });

  test("sees sockets as the protocol describes them", async ({ bench }) => {
    const program = bench.program();
    const { fd } = await program.call("socket", {});
    await program.call("bind", { fd, address });
    await program.call("listen", { fd, backlog: 5 });
    await program.call("socketpair", {});
    const sockets = bench.lab.sockets();
    expect(sockets).toHaveLength(3);
    for (const socket of sockets) expect(KernelSocket.safeParse(socket)).toMatchObject({ success: true });
  });
});
