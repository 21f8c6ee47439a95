import type { Address, ErrnoName, Family, SocketType } from "@sockpit/protocol";
import type { NetworkNamespace } from "./network-namespace.js";
import type { MessageOptions, WaitOptions } from "./wait-options.js";

export interface SocketOptions {
  family?: Family;
  type?: SocketType;
  proto?: number;
  namespace?: NetworkNamespace;
}

function unwritten(): never {
  throw new Error("not written yet");
}

export class Socket {
  readonly family: Family = "AF_INET";
  readonly type: SocketType = "SOCK_STREAM";
  readonly proto: number = 0;
  readonly cookie: string = "";

  static open(_options: SocketOptions = {}): Socket {
    return unwritten();
  }

  get fd(): number {
    return unwritten();
  }

  get closed(): boolean {
    return unwritten();
  }

  get timeout(): number | null {
    return unwritten();
  }

  set timeout(_seconds: number | null) {
    unwritten();
  }

  bind(_address: Address): void {
    unwritten();
  }

  listen(_backlog: number): void {
    unwritten();
  }

  accept(_options: WaitOptions = {}): Promise<{ socket: Socket; address: Address }> {
    return unwritten();
  }

  connect(_address: Address, _options: WaitOptions = {}): Promise<void> {
    return unwritten();
  }

  connectEx(_address: Address, _options: WaitOptions = {}): Promise<ErrnoName | null> {
    return unwritten();
  }

  send(_data: Uint8Array, _options: MessageOptions = {}): Promise<number> {
    return unwritten();
  }

  sendall(_data: Uint8Array, _options: MessageOptions = {}): Promise<void> {
    return unwritten();
  }

  sendto(_data: Uint8Array, _address: Address, _options: MessageOptions = {}): Promise<number> {
    return unwritten();
  }

  recv(_bufsize: number, _options: MessageOptions = {}): Promise<Uint8Array> {
    return unwritten();
  }

  recvfrom(
    _bufsize: number,
    _options: MessageOptions = {},
  ): Promise<{ data: Uint8Array; address: Address | null }> {
    return unwritten();
  }

  shutdown(_how: "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR"): void {
    unwritten();
  }

  getsockname(): Address {
    return unwritten();
  }

  getpeername(): Address {
    return unwritten();
  }

  setsockopt(_level: number, _name: number, _value: number | Uint8Array): void {
    unwritten();
  }

  getsockopt(level: number, name: number): number;
  getsockopt(level: number, name: number, lengthBytes: number): Uint8Array;
  getsockopt(_level: number, _name: number, _lengthBytes?: number): number | Uint8Array {
    return unwritten();
  }

  close(): void {
    unwritten();
  }
}
