import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { failureOf, Server } from "./support.js";

async function isolatedServer(skip: (note: string) => void): Promise<Server> {
  const server = await Server.start();
  onTestFinished(async () => {
    await server.stop();
  });
  const { network } = (await (await server.fetch("/healthz")).json()) as { network: string };
  if (network !== "isolated") skip("this machine allows no namespaces");
  return server;
}

test("a lab host cannot return to the machine's network: setns(2) gives EPERM", async ({ skip }) => {
  const server = await isolatedServer(skip);
  const [labHost] = server.labHosts();
  const inside = ["--user", "--net", "--preserve-credentials", `--target=${labHost}`, "--"];
  expect(spawnSync("nsenter", [...inside, "true"]).status).toBe(0);
  // Opened outside: inside, even that is refused.
  const home = openSync("/proc/self/ns/net", "r");
  onTestFinished(() => closeSync(home));
  const back = spawnSync("nsenter", [...inside, "nsenter", "--net=/proc/self/fd/3", "true"], {
    stdio: ["ignore", "pipe", "pipe", home],
  });
  expect(back.stderr.toString()).toContain("Operation not permitted");
});

test("a service of the machine is not reached from an isolated lab", async ({ skip }) => {
  const server = await isolatedServer(skip);
  let connections = 0;
  const service = createServer(() => {
    connections += 1;
  }).listen(0, "0.0.0.0");
  onTestFinished(() => void service.close());
  await once(service, "listening");
  const key = await server.newLab();
  const pid = await server.rest.startProcess(key, "client");
  const { fd } = await server.rest.command(key, "socket", { pid, params: {} });
  for (const port of [(service.address() as AddressInfo).port, server.port]) {
    const params = { fd, address: { host: "127.0.0.1", port } };
    expect(await failureOf(server.rest.command(key, "connect", { pid, params }))).toMatchObject({
      errno: "ECONNREFUSED",
    });
  }
  expect(connections).toBe(0);
});
