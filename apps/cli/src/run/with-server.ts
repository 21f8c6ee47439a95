import { Interpreters } from "./interpreters.js";
import { startOwnServer } from "./own-server.js";

/** Where scenarios run. */
export interface RunServer {
  readonly url: string;
  readonly interpreters: Interpreters;
}

/** Does something with the server that was named, or with one of its own, and ends afterwards what it has started. */
export async function withServer<T>(
  named: string | undefined,
  work: (server: RunServer) => Promise<T>,
): Promise<T> {
  const own = named === undefined ? await startOwnServer() : undefined;
  const url = named ?? own?.url ?? "";
  const interpreters = new Interpreters(url);
  try {
    return await work({ url, interpreters });
  } finally {
    await interpreters.close();
    await own?.stop();
  }
}
