/** What one tab reports to the others: whose rows have changed. */
export type TabMessage =
  | { kind: "projects" }
  | { kind: "programs"; project: string }
  | { kind: "file"; project: string; path: string }
  | { kind: "conflict"; project: string; program: string; copy: string };

/** The other tabs of this page in this browser. */
export interface TabChannel {
  post(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): void;
}

const NAME = "sockpit.projects";

/** BroadcastChannel: to all tabs of one origin, in the order in which it was sent. */
export function browserTabChannel(): TabChannel {
  const channel = new BroadcastChannel(NAME);
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) =>
      channel.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => listener(data)),
  };
}

/** Where nothing is kept there is nothing to report. */
export const noOtherTabs: TabChannel = { post: () => {}, onMessage: () => {} };
