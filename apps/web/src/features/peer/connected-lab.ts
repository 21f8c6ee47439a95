import type { Connection } from "@sockpit/client";
import type { PeerLab, PeerProcess } from "./peer-process.js";

/** What a peer needs of a connection to the lab. */
export type PeerConnection = Pick<Connection, "control" | "command" | "close" | "onEvent">;

/** A lab in which each process has a connection of its own, as each program has: it ends with it. */
export function connectedLab(open: () => Promise<PeerConnection>): PeerLab {
  return {
    async start(name, host): Promise<PeerProcess> {
      const connection = await open();
      try {
        const { pid } = await connection.control("startProcess", {
          name,
          ...(host !== undefined && { host }),
        });
        return {
          command: (command, params) => connection.command(command, pid, { params }),
          end: (status = 0) => {
            const ended = connection.control("endProcess", { pid, status });
            void ended.catch(() => undefined).finally(() => connection.close());
          },
        };
      } catch (error) {
        connection.close();
        throw error;
      }
    },
  };
}
