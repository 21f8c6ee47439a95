import type { Attack } from "../attack.js";
import type { AttackingProcess } from "../attacked-lab.js";
import type { Attacker } from "../attacker.js";

/** SCM_MAX_FD of Linux: the most that one message carries. */
const FDS_PER_MESSAGE = 253;

/** Descriptors that nobody has received, or that calls hold while they wait. unix(7), "ETOOMANYREFS". */
export const descriptors: readonly Attack[] = [
  {
    kind: "descriptors",
    name: "descriptors in flight that nobody receives",
    networks: ["isolated", "mapped"],
    alsoAsRoot: true,
    isCheap: true,
    run: (attacker) => inFlight(attacker, 1),
  },
  {
    kind: "descriptors",
    name: "descriptors in flight in eight labs",
    run: (attacker) => attacker.together(8, () => inFlight(attacker, 1)),
  },
  {
    kind: "descriptors",
    name: "sockets in flight inside their own queues",
    run: async (attacker) => {
      const program = await (await attacker.lab()).process();
      await attacker.repeat(200, async () => {
        const [near, far] = await program.socketPair();
        await pass(program, near, Array(FDS_PER_MESSAGE).fill(far));
        for (const fd of [near, far]) program.tell("close", { fd });
      });
    },
  },
  {
    kind: "descriptors",
    name: "waiting sendmsg calls with 253 descriptors each",
    networks: ["isolated", "mapped"],
    alsoAsRoot: true,
    isCheap: true,
    run: async (attacker) => {
      await attacker.together(2, async () => {
        const program = await (await attacker.lab()).process();
        const [near] = await program.socketPair();
        await fill(program, near);
        await attacker.repeat(400, () => tellToPass(program, near, Array(FDS_PER_MESSAGE).fill(near)));
      });
    },
  },
  {
    kind: "descriptors",
    name: "sockets until there are no more, in four labs",
    run: (attacker) =>
      attacker.together(4, async () => {
        const lab = await attacker.lab();
        await attacker.together(16, async () => {
          const program = await lab.process();
          await attacker.repeat(1024, () => program.call("socket", { type: "SOCK_DGRAM" }));
        });
      }),
  },
];

async function inFlight(attacker: Attacker, connections: number): Promise<void> {
  const lab = await attacker.lab();
  await attacker.together(connections, async () => {
    const program = await lab.process();
    await attacker.repeat(80, async () => {
      const [near] = await program.socketPair();
      for (let message = 0; message < 10; message += 1) {
        await pass(program, near, Array(FDS_PER_MESSAGE).fill(near));
      }
    });
  });
}

function pass(program: AttackingProcess, fd: number, fds: number[]): Promise<unknown> {
  return program.call("sendmsg", message(fd, fds));
}

function tellToPass(program: AttackingProcess, fd: number, fds: number[]): void {
  program.tell("sendmsg", message(fd, fds));
}

function message(fd: number, fds: number[]) {
  const rights = { level: "SOL_SOCKET", type: "SCM_RIGHTS", fds } as const;
  return { fd, data: { text: "x" }, ancillary: [rights] };
}

/** Fills the queue behind a socket, so that what is sent next waits. */
export async function fill(program: AttackingProcess, fd: number): Promise<void> {
  const piece = { text: "x".repeat(64 * 1024) };
  while ((await program.call("send", { fd, data: piece, flags: ["MSG_DONTWAIT"] })) !== undefined);
}
