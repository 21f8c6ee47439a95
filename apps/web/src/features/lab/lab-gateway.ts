import type { ConnectionClose, CreateLabOptions, LabKey } from "@sockpit/client";
import type {
  ControlName,
  ControlParams,
  ControlResult,
  CreatedLab,
  Health,
  LabEvent,
  LabInfo,
} from "@sockpit/protocol";

/** What a session needs of a connection to a lab. */
export interface LabConnection {
  control<N extends ControlName>(name: N, params: ControlParams<N>): Promise<ControlResult<N>>;
  onEvent(listener: (event: LabEvent) => void): () => void;
  onClose(listener: (close: ConnectionClose) => void): () => void;
  close(options?: { isGoodbye: boolean }): void;
}

/** What a session needs of a server. Failures reject with `CallFailure`. */
export interface LabGateway {
  health(): Promise<Health>;
  createLab(options: CreateLabOptions): Promise<CreatedLab>;
  getLab(key: LabKey): Promise<LabInfo>;
  deleteLab(key: LabKey): Promise<void>;
  open(key: LabKey): Promise<LabConnection>;
}
