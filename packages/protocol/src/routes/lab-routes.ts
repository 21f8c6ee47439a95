import { CreatedLab, CreatedProcess, CreateLab, CreateProcess, Sockets } from "../rest.js";
import { LabInfo, Pid } from "../values/lab.js";
import { describeRoute } from "./describe-route.js";

const exampleLab = {
  id: "amn4z7kq2",
  network: "isolated",
  isolation: { available: true, userNamespace: true, networkNamespace: true, capture: true },
  processes: [],
  createdAt: "2026-01-31T12:00:00.000Z",
};

export const createLab = describeRoute({
  method: "POST",
  path: "/api/labs",
  tag: "labs",
  summary: "Create a lab.",
  description:
    "A lab is a network of its own, with its processes and its record: one host, or with `hosts` several that a wire joins, with addresses 10.0.0.1, 10.0.0.2 and so on. It ends when it is deleted, when nobody has used it for some minutes, or after `ttlSeconds`.",
  access: "visitor",
  answeredBy: "frontDoor",
  body: CreateLab,
  isBodyOptional: true,
  answer: {
    status: 201,
    description: "The lab, and the tokens that open it.",
    media: { json: CreatedLab },
    headers: { Location: "Path of the lab." },
  },
  duration: "short",
  errors: ["network_unavailable", "too_many_labs", "too_many_labs_of_visitor", "lab_host_starting"],
  example: {
    body: { ttlSeconds: 600 },
    answer: { lab: exampleLab, token: "q1nXU2Qf0v3kLr8m", viewerToken: "Zt7dPq0c5RwJxY2b" },
  },
});

export const getLab = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}",
  tag: "labs",
  summary: "Get a lab: its network and its processes.",
  description: "Processes are listed while they run.",
  access: "viewerToken",
  answeredBy: "labHost",
  answer: { status: 200, description: "The lab.", media: { json: LabInfo } },
  duration: "short",
  errors: [],
  example: {},
});

export const startProcess = describeRoute({
  method: "POST",
  path: "/api/labs/{lab}/processes",
  tag: "labs",
  summary: "Start a process.",
  description: "It has descriptors of its own and runs until it is ended, or its lab is.",
  access: "labToken",
  answeredBy: "labHost",
  body: CreateProcess,
  answer: { status: 201, description: "The process.", media: { json: CreatedProcess } },
  duration: "short",
  errors: ["too_many_processes"],
  example: { body: { name: "server" }, answer: { pid: 1 } },
});

export const sockets = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/sockets",
  tag: "labs",
  summary: "List the sockets as the kernel sees them now.",
  description: "Connections that no process has accepted, or has closed already, are listed too.",
  access: "viewerToken",
  answeredBy: "labHost",
  answer: { status: 200, description: "The sockets.", media: { json: Sockets } },
  duration: "short",
  errors: [],
  example: { answer: { sockets: [] } },
});

export const endProcess = describeRoute({
  method: "DELETE",
  path: "/api/labs/{lab}/processes/{pid}",
  tag: "labs",
  summary: "End a process and close its sockets.",
  description: "Its waiting calls fail with EINTR.",
  access: "labToken",
  answeredBy: "labHost",
  pathFields: { pid: Pid.describe("The process.") },
  answer: { status: 204, description: "It has ended." },
  duration: "short",
  errors: ["no_such_process"],
  example: { path: { pid: "1" } },
});

export const deleteLab = describeRoute({
  method: "DELETE",
  path: "/api/labs/{lab}",
  tag: "labs",
  summary: "Delete a lab with everything in it.",
  description: "Its processes end, its sockets and WebSockets close, and its record is gone.",
  access: "labToken",
  answeredBy: "labHost",
  answer: { status: 204, description: "It is deleted." },
  duration: "short",
  errors: [],
  example: {},
});
