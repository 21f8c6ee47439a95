import type { CommandInput, CommandName, CommandResult } from "@sockpit/protocol";
import type { MaybePromise, MessageOptions } from "@sockpit/sockets";
import type { BufferBudget } from "../buffer-budget.js";
import type { LabDescriptors } from "../descriptors/lab-descriptors.js";
import type { FdTable } from "../fd-table.js";
import type { Network } from "../networks/network.js";
import type { PipeBudget } from "../pipe-budget.js";

/** What a handler works on: the caller's fds, its host's network, and how its waiting can be watched and ended. */
export interface CallContext {
  pid: number;
  fds: FdTable;
  network: Network;
  descriptors: LabDescriptors;
  buffers: BufferBudget;
  pipes: PipeBudget;
  wait: MessageOptions;
}

/** Gives its result at once where the call need not wait. What fails is thrown, or rejects where it waited. */
export type Handler<N extends CommandName> = (
  input: CommandInput<N>,
  context: CallContext,
) => MaybePromise<CommandResult<N>>;
