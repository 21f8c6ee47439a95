import { closeCodes, GOODBYE } from "../close-codes.js";
import { limits } from "../limits.js";
import { BEARER_PREFIX, SUBPROTOCOL } from "../subprotocol.js";
import { code, GENERATED, jsonBlock, table } from "./markdown.js";

const MIB = 1024 * 1024;

/** docs/reference/websocket.md: address, handshake, messages, pings and close codes. */
export function websocketPage(): string {
  return [
    GENERATED,
    "# WebSocket",
    "Everything that the page does goes over one WebSocket for each program: RFC 6455, without compression.",
    "## Address and handshake",
    table(
      ["what", "value"],
      [
        ["address", "`ws://host:port/api/labs/:lab/ws`, `wss:` behind a proxy with TLS"],
        [
          "subprotocols that the client offers",
          `${code(SUBPROTOCOL)}, and ${code(`${BEARER_PREFIX}<token>`)} with the lab's token`,
        ],
        ["subprotocol that the server chooses", code(SUBPROTOCOL)],
        ["`Host`, and `Origin` if there is one", "this server's, as for REST"],
      ],
    ),
    `A browser lets no script set \`Authorization\` on a WebSocket, so the token travels as a subprotocol, which is never echoed. A client that offers other versions of \`sockpit\` only is refused with 400.`,
    "A refused handshake is answered as REST answers, with a status, a problem of RFC 9457 whose member `error` is as everywhere and, where trying again may help, `Retry-After`: 401 for a missing or wrong token, 403 for another `Host` or `Origin`, 404 for a lab that is not there, 429 where the lab or the server has too many connections, 503 while a lab host is replaced.",
    "## Messages",
    `A text message is JSON, a binary message one MessagePack value with the same fields and bytes as bytes; the reply comes in the form of the request. One message holds one request of at most ${limits.messageBytes / MIB} MiB. A larger one gets \`message_too_large\`; one of more than ${limits.frameBytes / MIB} MiB ends the connection.`,
    "The client speaks first, and need not wait for a reply before it sends the next request. Replies come in the order in which calls end. `id` is the client's choice, and free again once the reply has come.",
    jsonBlock({ id: 1, control: "startProcess", params: { name: "server" } }),
    jsonBlock({ id: 1, ok: true, result: { pid: 1 } }),
    jsonBlock({ id: 2, command: "socket", pid: 1, params: {} }),
    jsonBlock({ id: 2, ok: true, result: { fd: 3 } }),
    jsonBlock({ id: 3, command: "close", pid: 1, params: { fd: 9 } }),
    jsonBlock({
      id: 3,
      ok: false,
      error: { kind: "errno", errno: "EBADF", number: 9, syscall: "close", message: "Bad file descriptor" },
    }),
    "[Commands and controls](commands.md) are the requests, [errors](errors.md) what may come back. `id` is null where a message was too broken to hold one. The control `follow` asks for the lab's [events](events.md), which come as `{event, …}`, or with `batch` as `{events: […]}`; none comes after the reply to the call that it belongs to. A process that was started on a connection ends with it. With the lab's `viewerToken` only `follow` and `findSocket` are answered; the rest is refused as `read_only`.",
    "## Pings",
    `The server pings every ${limits.pingSeconds} s (\`SOCKPIT_PING_SECONDS\`), so that no proxy takes a waiting connection for dead. Libraries answer by themselves. A client that neither sends nor reads anything for ${limits.silentRounds} rounds is disconnected. A follower with \`batch\` that has been sent nothing for a round gets an empty batch, because a browser does not show pings to its page.`,
    "## Close codes",
    table(
      ["code", "means", "connect again", "calls under way fail with"],
      Object.values(closeCodes).map(({ code: number, kind, error, meaning }) => [
        String(number),
        meaning,
        kind === "serverGone" ? "yes" : "no",
        code(error),
      ]),
    ),
    `A client that leaves for good closes with 1000 or 1001 and the reason ${code(GOODBYE)}, so that its lab may end soon.`,
    "",
  ].join("\n\n");
}
