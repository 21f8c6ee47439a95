import { WebSocket } from "ws";

/** A WebSocket that closes after all that came before the client's close frame, and all that is to be written. */
export class LabWebSocket extends WebSocket {
  /** Runs something after the messages that wait. */
  afterMessages: (run: () => void) => void = (run) => run();
  /** Writes what is to be written. */
  beforeClose: () => void = () => undefined;

  /** What ws calls itself: the client has sent a close frame, or what is none of RFC 6455's. */
  override close(code?: number, reason?: string | Buffer): void {
    this.afterMessages(() => this.end(code, reason));
  }

  /** Closes for a reason of the server's, whatever waits. */
  end(code?: number, reason?: string | Buffer): void {
    if (this.readyState === this.OPEN) this.beforeClose();
    super.close(code, reason);
  }
}
