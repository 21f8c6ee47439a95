/** Lets everything that is ready have its turn: one task of the event loop, sooner than any timer comes. */
export class GiveWay {
  readonly #channel = new MessageChannel();
  readonly #next: (() => void)[] = [];

  constructor() {
    this.#channel.port1.onmessage = () => this.#next.shift()?.();
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#next.push(resolve);
      this.#channel.port2.postMessage(null);
    });
  }

  close(): void {
    this.#channel.port1.close();
  }
}
