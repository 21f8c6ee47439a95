import type { KernelSocket } from "@sockpit/protocol";

/** What only the lab knows of a socket. */
type FromLab = "pid" | "fd" | "synQueue" | "listener" | "timeoutSeconds" | "options";

/** A socket as the kernel sees it, before it is known who holds it. `id` equals `Socket.cookie`. */
export type SocketEntry = Omit<KernelSocket, FromLab>;
