import type { LabKey } from "@sockpit/client";
import { limits } from "@sockpit/protocol";
import { webSocketHandshake } from "@sockpit/testing";
import type { Attack } from "../attack.js";
import type { AttackedLab } from "../attacked-lab.js";
import type { Attacker } from "../attacker.js";
import { fill } from "./descriptors.js";

const READERS = 60;
const TEXT = "x".repeat(60_000);

/** docs/reliability.md: the budget of records is meant to be used, by those who print much too. */
const RECORDS_MIB_OF_LAB = 16;
const RECORDS_MIB_OF_ALL = 128;

/** What the server keeps for those who send much and read nothing. */
export const memory: readonly Attack[] = [
  {
    kind: "memory",
    name: "a program that prints in a loop",
    recordsMib: RECORDS_MIB_OF_LAB,
    isCheap: true,
    run: async (attacker) => printInLoop(attacker, await attacker.lab()),
  },
  {
    kind: "memory",
    name: "programs that print in a loop, in sixteen labs",
    recordsMib: RECORDS_MIB_OF_ALL,
    run: (attacker) => attacker.together(16, async () => printInLoop(attacker, await attacker.lab())),
  },
  {
    kind: "memory",
    name: "1,000 waiting sends of 1 MB each",
    isCheap: true,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(2, async () => {
        const program = await lab.process();
        const [near] = await program.socketPair();
        await fill(program, near);
        const data = { text: "x".repeat(limits.dataBytes) };
        await attacker.repeat(500, async () => {
          program.tell("sendall", { fd: near, data });
          await program.connection.drained();
        });
      });
    },
  },
  {
    kind: "memory",
    name: "20 followers that do not read",
    recordsMib: RECORDS_MIB_OF_LAB,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(20, async () => {
        const connection = await lab.connection();
        await connection.ask({ control: "follow", params: { since: 0 } });
        connection.socket.pause();
      });
      await printInLoop(attacker, lab);
    },
  },
  {
    kind: "memory",
    name: "60 event streams that are not read",
    recordsMib: RECORDS_MIB_OF_LAB,
    isCheap: true,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(READERS, () => unread(attacker, lab.key, "events"));
      await printInLoop(attacker, lab);
    },
  },
  {
    kind: "memory",
    name: "60 downloads of the trace that are not read",
    recordsMib: RECORDS_MIB_OF_LAB,
    run: async (attacker) => {
      const lab = await attacker.lab();
      const program = await lab.process();
      await attacker.repeat(300, async () => {
        program.print(TEXT);
        await program.connection.drained();
      });
      await attacker.together(READERS, () => unread(attacker, lab.key, "trace"));
    },
  },
  {
    kind: "memory",
    name: "60 downloads of the capture that are not read",
    recordsMib: RECORDS_MIB_OF_LAB,
    run: async (attacker) => {
      const lab = await attacker.lab();
      const program = await lab.process();
      const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
      const address = { host: "127.0.0.1", port: 9000 };
      await attacker.repeat(250, () => program.call("sendto", { fd, data: { text: TEXT }, address }));
      await attacker.together(READERS, () => unread(attacker, lab.key, "capture.pcapng"));
    },
  },
  {
    kind: "memory",
    name: "100 frames of 15 MB that do not end",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(100, () => unfinishedFrame(attacker, lab.key));
    },
  },
  {
    kind: "memory",
    name: "200 bodies that do not end, without a token",
    isCheap: true,
    run: (attacker) => attacker.together(200, () => unfinishedBody(attacker, "/api/labs", "")),
  },
  {
    kind: "memory",
    name: "200 bodies that do not end, with a token",
    run: async (attacker) => {
      const { key } = await attacker.lab();
      const header = `Authorization: Bearer ${key.token}\r\n`;
      const path = `/api/labs/${key.lab}/commands/send`;
      await attacker.together(200, () => unfinishedBody(attacker, path, header));
    },
  },
];

async function printInLoop(attacker: Attacker, lab: AttackedLab): Promise<void> {
  const program = await lab.process();
  await attacker.repeat(Number.POSITIVE_INFINITY, async () => {
    program.print(TEXT);
    await program.connection.drained();
  });
}

/** Asks for much, and reads none of it. */
async function unread(attacker: Attacker, { lab, token }: LabKey, what: string): Promise<void> {
  const lines = [
    `GET /api/labs/${lab}/${what} HTTP/1.1`,
    `Host: 127.0.0.1:${attacker.port}`,
    `Authorization: Bearer ${token}`,
  ];
  await attacker.tcp(`${lines.join("\r\n")}\r\n\r\n`, { reads: false });
}

/** RFC 6455 §5.2: a masked binary frame that announces 15 MB, of which half comes. */
async function unfinishedFrame(attacker: Attacker, key: LabKey): Promise<void> {
  const socket = await attacker.tcp(webSocketHandshake(attacker.port, key));
  const header = Buffer.alloc(14);
  header.set([0x82, 0xff]);
  header.writeBigUInt64BE(15_000_000n, 2);
  socket.write(header);
  socket.write(Buffer.alloc(7_500_000));
}

async function unfinishedBody(attacker: Attacker, path: string, header: string): Promise<void> {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${attacker.port}`,
    "Content-Type: application/json",
  ];
  const socket = await attacker.tcp(
    `${lines.join("\r\n")}\r\n${header}Content-Length: 2000000\r\n\r\n{"a":"`,
  );
  socket.write("x".repeat(1_900_000));
}
