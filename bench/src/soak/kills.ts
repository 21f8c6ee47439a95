import { RestClient } from "@sockpit/client";
import { quantile } from "../measure.js";
import { type Figure, growth, sorted } from "./report.js";
import { type Holdings, pause, ServerProcess } from "./server-process.js";
import { Session } from "./session.js";

const SESSIONS = 20;
const LAB_HOST_KILLS = 50;
const FRONT_DOOR_KILLS = 30;
const POLL_MS = 20;
/** Longer than an HTTP connection is kept that nobody uses. */
const SETTLED_MS = 7000;
/** Long after this nothing comes back any more. */
const PATIENCE_MS = 30_000;
const MAX_NEW_LAB_MS = 1000;

/** Kills the only lab host, and the front door, under 20 sessions that come back. */
export async function soakKills(launcher?: readonly string[]): Promise<Figure[]> {
  const server = new ServerProcess({ labHosts: 1, launcher });
  await server.start();
  const sessions = Array.from({ length: SESSIONS }, () => new Session(server.baseUrl));
  await untilBack(sessions);
  const before = await settled(server);
  const ofLabHost = await killAgain(LAB_HOST_KILLS, server, sessions, async () => {
    for (const pid of server.labHosts()) process.kill(pid, "SIGKILL");
  });
  const ofFrontDoor = await killAgain(FRONT_DOOR_KILLS, server, sessions, async () => {
    await server.kill();
    await server.start();
  });
  const after = await settled(server);
  for (const session of sessions) session.end();
  await server.stop();
  const left = server.removeFolder();
  return [
    ...judge(`the lab host killed ${LAB_HOST_KILLS} times`, ofLabHost),
    ...judge(`the front door killed ${FRONT_DOOR_KILLS} times`, ofFrontDoor),
    ...(["descriptors", "namespaces", "folders"] as const).map((field) =>
      growth(`${field} before and after`, [before[field], after[field]]),
    ),
    { what: "folders left after SIGTERM", value: String(left), isMet: left === 0 },
  ];
}

interface Recovery {
  readonly newLabMs: number;
  readonly allBackMs: number;
}

async function killAgain(
  times: number,
  server: ServerProcess,
  sessions: readonly Session[],
  kill: () => Promise<void>,
): Promise<Recovery[]> {
  const recoveries: Recovery[] = [];
  while (recoveries.length < times) {
    const before = sessions.map(({ entries }) => entries);
    await kill();
    const killedAt = performance.now();
    await untilNewLab(server);
    const newLabMs = performance.now() - killedAt;
    await untilBack(sessions, before);
    recoveries.push({ newLabMs, allBackMs: performance.now() - killedAt });
  }
  return recoveries;
}

function judge(what: string, recoveries: readonly Recovery[]): Figure[] {
  const newLabMs = sorted(recoveries.map((each) => each.newLabMs));
  const allBackMs = sorted(recoveries.map((each) => each.allBackMs));
  const [medianMs, maxMs] = [quantile(newLabMs, 0.5), newLabMs.at(-1) ?? Number.NaN];
  const backMs = allBackMs.at(-1) ?? Number.NaN;
  return [
    {
      what: `${what}: a new lab after`,
      value: `${medianMs.toFixed(0)} ms, at most ${maxMs.toFixed(0)} ms`,
      isMet: medianMs < MAX_NEW_LAB_MS,
    },
    {
      what: `${what}: all sessions back after`,
      value: `${backMs.toFixed(0)} ms at most`,
      isMet: backMs < PATIENCE_MS,
    },
  ];
}

async function untilNewLab(server: ServerProcess): Promise<void> {
  const rest = new RestClient({ baseUrl: server.baseUrl });
  await until(async () => {
    const { lab, token } = await rest.createLab();
    await rest.deleteLab({ lab: lab.id, token });
    return true;
  });
}

/** Until each session has come in again. */
function untilBack(sessions: readonly Session[], before: readonly number[] = []): Promise<void> {
  return until(async () =>
    sessions.every((session, index) => session.isThere && session.entries > (before[index] ?? 0)),
  );
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await isTrue().catch(() => false))) {
    if (performance.now() - startedAt > PATIENCE_MS) throw new Error("it did not come back");
    await pause(POLL_MS);
  }
}

/** Once nothing is under way any more: labs that were lost are closed in the background. */
async function settled(server: ServerProcess): Promise<Holdings> {
  let last = server.holdings();
  for (let since = performance.now(); performance.now() - since < SETTLED_MS; ) {
    await pause(500);
    const now = server.holdings();
    if (now.descriptors !== last.descriptors || now.folders !== last.folders) since = performance.now();
    last = now;
  }
  return last;
}
