import { createModelContext } from "../../shared/model-context.js";
import type { PeerDoor } from "./peer-door.js";

export const [PeerContext, usePeerDoor] = createModelContext<PeerDoor>("PeerContext");
