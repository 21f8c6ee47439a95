import type { KernelSocket } from "@sockpit/protocol";

/** A socket as the kernel sees it, before it is known who holds it. `id` equals `Socket.cookie`. */
export type SocketEntry = Omit<KernelSocket, "pid" | "fd">;
