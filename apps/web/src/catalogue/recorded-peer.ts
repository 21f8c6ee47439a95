import {
  type CommandName,
  type CommandParams,
  type CommandResult,
  codedFailure,
  commands,
} from "@sockpit/protocol";
import type { PeerConnection } from "../features/peer/connected-lab.js";

const encoder = new TextEncoder();

/** What a server in the lab says to a story's other end, by its port: then it has finished, or goes silent. */
const answers: Readonly<Record<number, { readonly pieces: readonly string[]; readonly isSilent: boolean }>> =
  {
    /** A chat by hand. */
    8088: { pieces: ["Good morning! I heard you.\n"], isSilent: true },
    /** http.server. */
    8000: {
      pieces: [
        "HTTP/1.0 200 OK\r\nServer: SimpleHTTP/0.6 Python/3.13\r\nContent-type: text/html\r\nContent-Length: 76\r\n\r\n",
        "<!doctype html><title>Hello</title><h1>Hello</h1><p><a href='/about'>About</a>",
      ].map((piece, index) => (index === 0 ? piece.replace("76", "78") : piece)),
      isSilent: false,
    },
    /** One that answers wrongly. */
    8001: { pieces: ["HTTP/1.1 200 OK\nContent-Length: 5\n\n<h1>你好</h1>"], isSilent: false },
  };

/** A connection to a recorded lab: its calls have the results that a real kernel gives. */
export async function recordedPeer(): Promise<PeerConnection> {
  const pieces: string[] = [];
  let isSilent = true;
  const results: Readonly<
    Partial<Record<CommandName, (params: { address?: { port?: number } }) => unknown>>
  > = {
    socket: () => ({ fd: 3 }),
    connect: ({ address }) => {
      const answer = answers[address?.port ?? 0];
      if (answer === undefined) throw codedFailure("connection_lost", "The lab has ended.");
      pieces.push(...answer.pieces);
      isSilent = answer.isSilent;
      return {};
    },
    recv: () => {
      const piece = pieces.shift();
      if (piece === undefined && isSilent) return new Promise(() => undefined);
      return { data: encoder.encode(piece ?? "") };
    },
  };
  return {
    control: async () => ({ pid: 7 }) as never,
    async command<N extends CommandName>(name: N, _pid: number, call: { params: CommandParams<N> }) {
      const result = await (results[name]?.(call.params as { address?: { port?: number } }) ?? {});
      return commands[name].result.parse(result) as CommandResult<N>;
    },
    close: () => undefined,
    onEvent: () => () => undefined,
  };
}
