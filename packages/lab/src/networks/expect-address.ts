import {
  type AbstractAddress,
  type Address,
  codedFailure,
  type InternetAddress,
  type PathAddress,
} from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";

/** An AF_INET or AF_INET6 address, or a clear refusal where the socket's family takes another form. */
export function expectInternet(socket: Socket, address: Address): InternetAddress {
  if ("host" in address) return address;
  throw wrongForm(socket, "{host, port}");
}

export function expectUnix(socket: Socket, address: Address): PathAddress | AbstractAddress {
  if (!("host" in address)) return address;
  throw wrongForm(socket, "{path} or {abstract}");
}

function wrongForm(socket: Socket, form: string) {
  const field = "params.address";
  return codedFailure("bad_params", `${field}: an ${socket.family} address has the form ${form}`, { field });
}
