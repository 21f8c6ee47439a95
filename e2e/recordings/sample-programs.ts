import { readFileSync } from "node:fs";
import { repositoryPath } from "../parity/folder.js";
import type { RecordedLab } from "./recorded-lab.js";

export const serverAddress = { host: "127.0.0.1", port: 8088 };

const question = "Good morning, server!";
const answer = "Good morning! I heard you.";

/** The line of a sample program in which this stands. */
function lineIn(name: "server.py" | "client.py"): (text: string) => number {
  const lines = readFileSync(
    repositoryPath(`apps/web/src/features/programs/samples/en/${name}`),
    "utf8",
  ).split("\n");
  return (text) => {
    const index = lines.findIndex((line) => line.includes(text));
    if (index < 0) throw new Error(`${name} has no line with ${text}`);
    return index + 1;
  };
}

/** The page's two sample programs, call by call, from the lines where they make them. */
export async function samplePrograms(lab: RecordedLab): Promise<void> {
  const [ofServer, ofClient] = [lineIn("server.py"), lineIn("client.py")];
  const server = await lab.start("server.py");
  const { fd: listener } = await server.call("socket", {}, ofServer("socket.socket("));
  await server.call("bind", { fd: listener, address: serverAddress }, ofServer(".bind("));
  await server.call("listen", { fd: listener, backlog: 5 }, ofServer(".listen("));
  await server.print("Listening on port 8088\n");
  const accepting = server.call("accept", { fd: listener }, ofServer(".accept("));
  await lab.untilBlocked(server, "accept");

  const client = await lab.start("client.py");
  const { fd: sock } = await client.call("socket", {}, ofClient("socket.socket("));
  await client.call("connect", { fd: sock, address: serverAddress }, ofClient(".connect("));
  const { fd: conn, address } = await accepting;
  await server.print(`A client is here: ${JSON.stringify(Object.values(address))}\n`);
  await client.call("getsockname", { fd: sock }, ofClient(".getsockname("));
  await client.print("Connected\n");

  const receiving = server.call("recv", { fd: conn, bufsize: 1024 }, ofServer("question = "));
  await lab.untilBlocked(server, "recv");
  await client.call("sendall", { fd: sock, data: { text: question } }, ofClient(".sendall("));
  const answered = client.call("recv", { fd: sock, bufsize: 1024 }, ofClient(".recv("));
  await receiving;
  await server.print(`It says: ${question}\n`);
  await lab.untilBlocked(client, "recv");
  await server.call("sendall", { fd: conn, data: { text: answer } }, ofServer(".sendall("));
  const ending = server.call("recv", { fd: conn, bufsize: 1024 }, ofServer("while "));
  await answered;
  await client.print(`The server says: ${answer}\n`);
  await lab.untilBlocked(server, "recv");
  await client.call("close", { fd: sock }, ofClient(".close("));
  await client.exit();
  await ending;
  await server.call("close", { fd: conn }, ofServer("conn.close("));
  await server.call("close", { fd: listener }, ofServer("listener.close("));
  await server.print("Done\n");
  await server.exit();
  await lab.untilState("TIME-WAIT");
}
