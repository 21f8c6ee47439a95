function unwritten(): never {
  throw new Error("not written yet");
}

export class NetworkNamespace {
  static create(): NetworkNamespace {
    return unwritten();
  }

  get closed(): boolean {
    return unwritten();
  }

  run<T>(_fn: () => T): T {
    return unwritten();
  }

  close(): void {
    unwritten();
  }
}
