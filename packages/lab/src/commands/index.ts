import type { CommandName } from "@sockpit/protocol";
import type { Handler } from "./handler.js";
import * as table from "./table.js";

export type { CallContext, Handler } from "./handler.js";

/** A handler for every command that the protocol describes: one that is missing does not compile. */
export const handlers: { readonly [N in CommandName]: Handler<N> } = { ...table };
