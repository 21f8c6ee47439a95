import { type CommandName, traitsOf } from "@sockpit/protocol";

/** What a call is for, as far as it can be said in a sentence. */
export type CallPurpose =
  | "opens"
  | "binds"
  | "listens"
  | "accepts"
  | "connects"
  | "sends"
  | "receives"
  | "closes"
  | "shutsDown";

/** What a command is for by its traits; undefined where they do not say it. */
export function purposeOf(command: CommandName): CallPurpose | undefined {
  const { on, opens, makes, connects, sends, receives, binds, listens, closes } = traitsOf(command);
  if (connects === "server") return "accepts";
  if (connects === "client") return "connects";
  if (binds !== undefined) return "binds";
  if (listens !== undefined) return "listens";
  if (sends !== undefined) return "sends";
  if (receives !== undefined) return "receives";
  if (closes !== undefined) return closes === "descriptor" ? "closes" : "shutsDown";
  const isNewSocket =
    on === undefined && opens !== undefined && makes === undefined && connects === undefined;
  return isNewSocket ? "opens" : undefined;
}
