import type { CertificateRequest } from "./make-certificate.js";
import { parseSubjectNames } from "./subject-names.js";

/** What a person fills in. Days are `2026-11-26`, in UTC. */
export interface CertificateForm {
  names: string;
  from: string;
  to: string;
  isSelfSigned: boolean;
  file: string;
}

/** What a lesson wants of a certificate: one that holds, or one that clients refuse for a reason. */
export const certificateKinds = ["valid", "expired", "notYet", "otherName"] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export type CertificateFault =
  | { field: "names"; kind: "none" | "tooMany" }
  | { field: "names"; kind: "noName"; name: string }
  | { field: "days"; kind: "noDay" | "order" }
  | { field: "file"; kind: "path" | "reserved" };

export const usualNames = "localhost 127.0.0.1 ::1";

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;
const MAX_FILE_LENGTH = 48;

/** A form filled in for a kind of certificate, on a day. */
export function formOf(kind: CertificateKind, now: Date): CertificateForm {
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const form = { names: usualNames, from: day(0), to: day(YEAR_DAYS), isSelfSigned: false, file: "server" };
  switch (kind) {
    case "valid":
      return form;
    case "expired":
      return { ...form, from: day(-YEAR_DAYS), to: day(-1) };
    case "notYet":
      return { ...form, from: day(1) };
    case "otherName":
      return { ...form, names: "other.example" };
  }
}

/** What is asked for, or why it cannot be made. */
export function readForm(form: CertificateForm): CertificateRequest | CertificateFault {
  const parsed = parseSubjectNames(form.names);
  if ("fault" in parsed)
    return parsed.fault === "noName"
      ? { field: "names", kind: "noName", name: parsed.name }
      : { field: "names", kind: parsed.fault };
  const validFrom = new Date(`${form.from}T00:00:00Z`);
  const validTo = new Date(`${form.to}T23:59:59Z`);
  if (Number.isNaN(validFrom.getTime()) || Number.isNaN(validTo.getTime()))
    return { field: "days", kind: "noDay" };
  if (validTo < validFrom) return { field: "days", kind: "order" };
  const file = form.file.trim();
  const parts = file.split("/");
  const isPath = parts.every((part) => /^[\w.-]+$/.test(part) && part !== "." && part !== "..");
  if (!isPath || file.length > MAX_FILE_LENGTH) return { field: "file", kind: "path" };
  // The authority's own files.
  if (file === "ca") return { field: "file", kind: "reserved" };
  const [commonName = ""] = form.names.split(/[\s,]+/).filter((word) => word !== "");
  return { names: parsed.names, commonName, validFrom, validTo, isSelfSigned: form.isSelfSigned, file };
}
