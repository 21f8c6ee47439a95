import { Connection, type ConnectionClose, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import type { Figure } from "./report.js";
import { ServerProcess } from "./server-process.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;

const LABS = 250;
const CONNECTIONS = 100;
const MAX_STOP_SECONDS = 5;
/** RFC 6455 §7.4.1. */
const GOING_AWAY = 1001;

/** Ends a server with 250 labs by SIGTERM, once with one lab host and once with two. */
export async function soakStop(launcher?: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const labHosts of [1, 2]) figures.push(...(await stopped(labHosts, launcher)));
  return figures;
}

async function stopped(labHosts: number, launcher: readonly string[] | undefined): Promise<Figure[]> {
  const server = new ServerProcess({ labHosts, launcher });
  await server.start();
  const rest = new RestClient({ baseUrl: server.baseUrl });
  const codes: Promise<number>[] = [];
  for (let count = 0; count < LABS; count += 1) {
    const { lab, token } = await rest.createLab();
    const key = { lab: lab.id, token };
    const pid = await rest.startProcess(key, "program");
    await rest.command(key, "socket", { pid, params: {} });
    if (count < CONNECTIONS) codes.push(closeCodeOf(await open(server.baseUrl, key)));
  }
  const hosts = server.labHosts();
  const startedAt = performance.now();
  await server.stop();
  await server.untilGone(hosts);
  const seconds = (performance.now() - startedAt) / 1000;
  const others = (await Promise.all(codes)).filter((code) => code !== GOING_AWAY).length;
  const left = server.removeFolder();
  const where = `SIGTERM with ${LABS} labs, ${labHosts} lab host${labHosts === 1 ? "" : "s"}`;
  return [
    {
      what: `${where}: all processes gone after`,
      value: `${seconds.toFixed(1)} s`,
      isMet: seconds <= MAX_STOP_SECONDS,
    },
    {
      what: `${where}: connections without 1001, folders left`,
      value: `${others}, ${left}`,
      isMet: others === 0 && left === 0,
    },
  ];
}

function open(baseUrl: string, key: { lab: string; token: string }): Promise<Connection> {
  return Connection.open({ baseUrl, key, webSocket });
}

function closeCodeOf(connection: Connection): Promise<number> {
  return new Promise((resolve) => connection.onClose(({ code }: ConnectionClose) => resolve(code)));
}
