import type { Attack } from "../attack.js";
import type { AttackingProcess } from "../attacked-lab.js";
import { keyOf } from "../new-lab.js";

const address = { host: "127.0.0.1", port: 8088 };

/** What one lab's work costs the others. */
export const fairness: readonly Attack[] = [
  {
    kind: "fairness",
    name: "frames that are no JSON, as fast as they go",
    networks: ["isolated", "mapped"],
    isCheap: true,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(4, async () => {
        while (!attacker.isOver) {
          const connection = await lab.connection();
          while (connection.isOpen && !attacker.isOver) {
            for (let count = 0; count < 50; count += 1) connection.fire("{");
            await connection.drained(4096);
            await attacker.pause(0);
          }
        }
      });
    },
  },
  {
    kind: "fairness",
    name: "20 connections with 50 calls of recv that never waits in each",
    isCheap: true,
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(20, async () => {
        const program = await lab.process();
        const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
        await program.call("settimeout", { fd, timeout: 0 });
        await attacker.repeat(Number.POSITIVE_INFINITY, async () => {
          for (let count = 1; count < 50; count += 1) program.tell("recv", { fd, bufsize: 1 });
          await program.call("recv", { fd, bufsize: 1 });
        });
      });
    },
  },
  {
    kind: "fairness",
    name: "50 connections with 1,024 waiting calls each",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(50, async () => {
        const program = await lab.process();
        const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
        await attacker.repeat(1024, () => program.tell("recv", { fd, bufsize: 1 }));
      });
    },
  },
  {
    kind: "fairness",
    name: "a flood of datagrams with a follower",
    run: async (attacker) => {
      const lab = await attacker.lab();
      const follower = await lab.connection();
      await follower.ask({ control: "follow", params: { since: 0, batch: true } });
      await attacker.together(4, async () => {
        const program = await lab.process();
        const { fd } = await program.mustCall("socket", { type: "SOCK_DGRAM" });
        await attacker.repeat(Number.POSITIVE_INFINITY, async () => {
          for (let count = 0; count < 20; count += 1)
            program.tell("sendto", { fd, data: { text: "x" }, address });
          await program.call("sendto", { fd, data: { text: "x" }, address });
        });
      });
    },
  },
  {
    kind: "fairness",
    name: "16,000 sockets in a lab, followed",
    run: async (attacker) => {
      const lab = await attacker.lab();
      const follower = await lab.connection();
      await follower.ask({ control: "follow", params: { since: 0, batch: true } });
      await attacker.together(16, async () => {
        const program = await lab.process();
        await attacker.repeat(1000, () => program.call("socket", { type: "SOCK_DGRAM" }));
      });
      await attacker.repeat(Number.POSITIVE_INFINITY, async () => {
        await attacker.rest("GET", `/api/labs/${lab.key.lab}/sockets`, { key: lab.key });
      });
    },
  },
  {
    kind: "fairness",
    name: "2,000 connections that nobody accepts",
    run: async (attacker) => {
      const lab = await attacker.lab();
      const program = await lab.process();
      await listener(program, 4096);
      await attacker.together(2, async () => {
        const client = await lab.process();
        await attacker.repeat(1000, async () => {
          const made = await client.call("socket", {});
          if (made !== undefined) await client.call("connect", { fd: made.fd, address });
        });
      });
    },
  },
  {
    kind: "fairness",
    name: "labs made and closed in a loop",
    isCheap: true,
    run: (attacker) =>
      attacker.together(4, async () => {
        while (!attacker.isOver) {
          const { status, text } = await attacker.rest("POST", "/api/labs", { body: "{}" });
          if (status !== 201) {
            await attacker.pause(10);
            continue;
          }
          const key = keyOf(text);
          await attacker.rest("DELETE", `/api/labs/${key.lab}`, { key });
        }
      }),
  },
  {
    kind: "fairness",
    name: "15,000 Unix paths, then the lab is deleted",
    run: async (attacker) => {
      const lab = await attacker.lab();
      await attacker.together(16, async () => {
        const program = await lab.process();
        await attacker.repeat(940, async (count) => {
          const made = await program.call("socket", { family: "AF_UNIX", type: "SOCK_DGRAM" });
          if (made === undefined) return;
          await program.call("bind", { fd: made.fd, address: { path: `${program.pid}-${count}` } });
          await program.call("close", { fd: made.fd });
        });
      });
      await attacker.rest("DELETE", `/api/labs/${lab.key.lab}`, { key: lab.key });
    },
  },
];

/** A socket that listens at `address`. */
export async function listener(program: AttackingProcess, backlog: number): Promise<number> {
  const { fd } = await program.mustCall("socket", {});
  await program.mustCall("bind", { fd, address });
  await program.mustCall("listen", { fd, backlog });
  return fd;
}
