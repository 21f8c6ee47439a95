import type { CommandInput, CommandResult } from "@sockpit/protocol";
import {
  type HeldFd,
  OpaqueFile,
  openReceived,
  PipeEnd,
  type Pollable,
  type ReceivedAncillary,
  type SentAncillary,
  Socket,
} from "@sockpit/sockets";
import type { LabDescriptors } from "./descriptors/lab-descriptors.js";
import type { FdTable, OpenFile } from "./fd-table.js";
import type { Network } from "./networks/network.js";

type SentItems = CommandInput<"sendmsg">["ancillary"];
type ReceivedItems = CommandResult<"recvmsg">["ancillary"];
type ReceivedFile = Extract<ReceivedItems[number], { fds: unknown }>["fds"][number];

/** Whose ancillary data it is. */
interface Owner {
  readonly pid: number;
  readonly fds: FdTable;
  readonly network: Network;
  readonly descriptors: LabDescriptors;
}

/** The label of a program's own file says whose it is, and how that program calls it. */
const LABEL_SEPARATOR = " ";

/** What a program sends, for the kernel. `close` frees what stood in for its own files, once it is sent. ENFILE. */
export function toKernelAncillary(
  items: SentItems,
  { pid, fds, network, descriptors }: Owner,
): { ancillary: SentAncillary[]; close: () => void } {
  const standIns: OpaqueFile[] = [];
  const close = () => {
    for (const file of standIns) file.close();
  };
  const fileOf = (given: number | { token: string }): OpenFile => {
    if (typeof given === "number") return fds.file(given, "sendmsg");
    descriptors.take("sendmsg");
    const file = makeStandIn(`${pid}${LABEL_SEPARATOR}${given.token}`, descriptors);
    standIns.push(file);
    return file;
  };
  try {
    const ancillary = items.map((item): SentAncillary => {
      if (item.type === "SCM_RIGHTS") return { ...item, files: item.fds.map(fileOf) };
      return { ...item, value: network.ancillaryToKernel(item.type, item.value) };
    });
    return { ancillary, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The files that a message passes on. */
export function filesIn(items: readonly SentAncillary[]): Pollable[] {
  return items.flatMap((item) => (item.type === "SCM_RIGHTS" ? item.files : []));
}

/** The descriptors that a message brought. */
export function fdsIn(items: readonly ReceivedAncillary[]): HeldFd[] {
  return items.flatMap((item) => (item.type === "SCM_RIGHTS" ? item.fds : []));
}

/** What came, for the program, whose table takes the files over. Those that it has no room for are dropped, as in the kernel. */
export function toProgramAncillary(
  items: readonly ReceivedAncillary[],
  owner: Owner,
): { ancillary: ReceivedItems; isCut: boolean } {
  const taking = new Taking(items, owner);
  try {
    const ancillary = items.flatMap((item): ReceivedItems => {
      if (item.type !== "SCM_RIGHTS")
        return [{ ...item, value: owner.network.ancillaryToProgram(item.type, item.value) }] as ReceivedItems;
      const taken = item.fds.flatMap((held) => taking.take(held));
      return taken.length === 0 ? [] : [{ level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: taken }];
    });
    return { ancillary, isCut: taking.hasDropped };
  } finally {
    taking.closeRest();
  }
}

/** Hands what was received over to a process, one file after the other. */
class Taking {
  readonly #owner: Owner;
  readonly #left: Set<HeldFd>;
  hasDropped = false;

  constructor(items: readonly ReceivedAncillary[], owner: Owner) {
    this.#owner = owner;
    this.#left = new Set(fdsIn(items));
  }

  take(held: HeldFd): ReceivedFile[] {
    const { pid, fds } = this.#owner;
    const file = openReceived(held);
    const token = file instanceof OpaqueFile ? tokenOf(file, pid) : undefined;
    // It stays among those to be closed: the program has the file itself.
    if (token !== undefined) return [{ token }];
    const room = fds.tryReserve("recvmsg");
    if (room === undefined) {
      this.hasDropped = true;
      return [];
    }
    this.#left.delete(held);
    return [described(fds.add(file, room), file)];
  }

  closeRest(): void {
    for (const held of this.#left) held.close();
  }
}

function makeStandIn(label: string, descriptors: LabDescriptors): OpaqueFile {
  try {
    const file = OpaqueFile.create(label);
    descriptors.charge(file);
    return file;
  } catch (error) {
    descriptors.give();
    throw error;
  }
}

/** The token of a file that is this process's own. */
function tokenOf({ label }: OpaqueFile, pid: number): string | undefined {
  const own = `${pid}${LABEL_SEPARATOR}`;
  return label.startsWith(own) ? label.slice(own.length) : undefined;
}

function described(fd: number, file: OpenFile): ReceivedFile {
  if (file instanceof PipeEnd)
    return { fd, file: "pipe", end: file.identity.direction, blocking: !file.isNonBlocking };
  if (!(file instanceof Socket)) return { fd, file: file instanceof OpaqueFile ? "foreign" : "epoll" };
  const { family, type, proto, timeout } = file;
  return { fd, family, type, proto, blocking: timeout === null };
}
