import { expect, onTestFinished, test } from "vitest";
import { FollowingClient } from "./order/following-client.js";
import { tcpConversation, udpConversation } from "./order/programs.js";
import { Server } from "./support.js";

/** For as many events as `pnpm order` asks for, on a busy machine. */
const TIMEOUT_MS = 300_000;
/** Some seconds' worth. */
const DEFAULT_EVENTS = 10_000;
const CONVERSATIONS = 5;

const wanted = Number(process.env["SOCKPIT_ORDER_EVENTS"] ?? DEFAULT_EVENTS);

test(
  `Of ${wanted} events of 20 programs, each connection that follows receives none after its consequence`,
  async () => {
    const server = await Server.start();
    onTestFinished(async () => {
      await server.stop();
    });
    const { lab, token, viewerToken } = await server.rest.createLab();
    const key = { lab: lab.id, token };
    const open = (options: Partial<Parameters<typeof FollowingClient.open>[1]>) =>
      FollowingClient.open(server.baseUrl, { key, isBatched: false, encoding: "json", ...options });
    const clients = { server: await open({}), client: await open({ isBatched: true, encoding: "binary" }) };
    const viewer = await open({ key: { lab: lab.id, token: viewerToken }, isBatched: true });
    const isEnough = () => clients.server.order.lastSeq >= wanted;
    const conversations = Array.from({ length: CONVERSATIONS }, (_, index) => [
      tcpConversation(clients, index, isEnough),
      udpConversation(clients, index, isEnough),
    ]);
    await Promise.all(conversations.flat());
    const { lastSeq } = clients.server.order;
    for (const each of [clients.server, clients.client, viewer]) {
      await each.untilSeq(lastSeq);
      expect(each.order.violations).toEqual([]);
      each.close();
    }
    expect(lastSeq).toBeGreaterThanOrEqual(wanted);
  },
  TIMEOUT_MS,
);
