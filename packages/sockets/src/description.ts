/** What all fds share that dup(2) made of one, or SCM_RIGHTS passed on: the kernel's open file description. */
export interface Description {
  /** Fds of this process that are held for somebody. */
  holders: number;
  /** Closed fds on which calls still wait: others are open. */
  readonly left: Set<{ abandon(): void }>;
  /** How often it was sent with SCM_RIGHTS and has not been seen to arrive: 0 where no message can hold it. */
  inFlight: number;
  /** SO_RCVLOWAT as the program set it. */
  lowWaterBytes: number;
  /** SO_LINGER above 0 as the program set it, which the kernel does not have: see `takeLingerOver`. */
  lingerSeconds: number;
  /** O_NONBLOCK as the program sees it: a socket with a timeout has it too, as in CPython. */
  isNonBlocking: boolean;
  isUnixSocket: boolean;
  /** Whether it was added to an epoll instance with EPOLLET: its program waits for what changes, not for what there is. */
  isEdgeTriggered: boolean;
  /** What distinguishes it from all others: SO_COOKIE of a socket, once it was asked for; of a pipe's end, `pipeCookie`. */
  cookie: string | undefined;
}

export function newDescription(): Description {
  return {
    holders: 0,
    left: new Set(),
    inFlight: 0,
    lowWaterBytes: 1,
    lingerSeconds: 0,
    isNonBlocking: false,
    isUnixSocket: false,
    isEdgeTriggered: false,
    cookie: undefined,
  };
}

/** Files that were passed and are held by nobody now: more than the kernel lets an ordinary process have in flight. */
const MAX_REMEMBERED = 4096;

/** Sockets and ends of pipes that were passed, by their cookies. */
const passed = new Map<string, Description>();

/** The file was sent. It will be known again when it arrives, also where its sender has closed it. */
export function markSent(description: Description): void {
  const { cookie } = description;
  if (cookie === undefined) return;
  description.inFlight += 1;
  passed.set(cookie, description);
  if (passed.size > MAX_REMEMBERED) forgetOldest();
}

/** It has arrived. What the kernel has thrown away never does. */
export function markArrived(description: Description): void {
  description.inFlight = Math.max(0, description.inFlight - 1);
}

/** What is known of a file that was passed. */
export function recall(cookie: string): Description | undefined {
  return passed.get(cookie);
}

/** Nobody holds it any more. */
export function forgetUnlessInFlight({ cookie, inFlight }: Description): void {
  if (cookie !== undefined && inFlight === 0) passed.delete(cookie);
}

function forgetOldest(): void {
  for (const [cookie, { holders }] of passed) {
    if (holders > 0) continue;
    passed.delete(cookie);
    return;
  }
}
