import { WebSocket } from "ws";

/** A WebSocket whose close frame, also that which answers the client's, follows what is still to be written. */
export class LabWebSocket extends WebSocket {
  beforeClose: () => void = () => undefined;

  override close(code?: number, reason?: string | Buffer): void {
    if (this.readyState === this.OPEN) this.beforeClose();
    super.close(code, reason);
  }
}
