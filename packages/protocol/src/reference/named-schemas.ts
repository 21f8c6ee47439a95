import type { z } from "zod";
import { CallError, CodedError, ErrnoError, TimeoutError } from "../call-error.js";
import { CommandMessage, ControlMessage, EventsMessage, ReplyMessage } from "../messages.js";
import { ErrorBody } from "../problem.js";
import { CreatedLab, CreateLab, CreateProcess, Health, Sockets } from "../rest.js";
import { AbstractAddress, Address, InternetAddress, PathAddress } from "../values/address.js";
import { Data } from "../values/data.js";
import { Isolation, LabInfo, ProcessInfo, SourceLine } from "../values/lab.js";
import { EpollEvent, PollEvent } from "../values/readiness.js";
import { KernelSocket, MessageFlag, SetOption, SocketState, TcpInfo } from "../values/socket.js";
import { SocketChange, SocketFacts } from "../values/socket-change.js";
import { OptionLevel } from "../values/socket-option.js";
import { Stream } from "../values/stream.js";
import { TracedData } from "../values/traced-data.js";
import type { NamedSchemas } from "./fields.js";

/** Values with a section of their own in docs/reference/values.md, by the name that they have there. */
export const sections = {
  Address,
  InternetAddress,
  PathAddress,
  AbstractAddress,
  Data,
  TracedData,
  LabInfo,
  ProcessInfo,
  Isolation,
  SourceLine,
  KernelSocket,
  SocketState,
  TcpInfo,
  SetOption,
  SocketChange,
  SocketFacts,
  Stream,
  CallError,
  ErrnoError,
  TimeoutError,
  CodedError,
  MessageFlag,
  OptionLevel,
  PollEvent,
  EpollEvent,
  CommandMessage,
  ControlMessage,
  ReplyMessage,
  EventsMessage,
  CreateLab,
  CreatedLab,
  CreateProcess,
  Sockets,
  Health,
  ErrorBody,
} as const;

export const named: NamedSchemas = new Map<z.core.$ZodType, string>([
  ...Object.entries(sections).map(([name, schema]): [z.core.$ZodType, string] => [schema, name]),
]);
