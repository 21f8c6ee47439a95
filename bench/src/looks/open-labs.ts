import { Connection, type LabKey, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";

const webSocket = WebSocket as unknown as WebSocketConstructor;

export const address = { host: "127.0.0.1", port: 8088 };

/** One lab, and the connection of somebody in it. */
export interface OpenLab {
  readonly key: LabKey;
  readonly connection: Connection;
  leave(): Promise<void>;
}

export async function openLab(baseUrl: string, made: { hosts?: string[] } = {}): Promise<OpenLab> {
  const rest = new RestClient({ baseUrl });
  const { lab, token } = await rest.createLab(made);
  const key = { lab: lab.id, token };
  const connection = await Connection.open({ baseUrl, key, webSocket });
  const leave = async () => {
    connection.close();
    await rest.deleteLab(key);
  };
  return { key, connection, leave };
}

export async function listen({ connection }: OpenLab): Promise<{ pid: number; fd: number }> {
  const { pid } = await connection.control("startProcess", { name: "server" });
  const { fd } = await connection.command("socket", pid, { params: {} });
  await connection.command("bind", pid, { params: { fd, address } });
  await connection.command("listen", pid, { params: { fd, backlog: 4096 } });
  return { pid, fd };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
