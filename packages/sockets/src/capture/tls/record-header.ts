/** Content types: RFC 8446 §5.1, RFC 5246 §6.2.1. */
export const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export const RECORD_HEADER_BYTES = 5;

/** 2^14 and what encryption adds at most: RFC 5246 §6.2.3. */
const MAX_RECORD_BYTES = 2 ** 14 + 2048;

/** Of every version from SSL 3.0 on: the second byte says which. */
const MAJOR_VERSION = 3;
const MAX_MINOR_VERSION = 4;

export interface RecordHeader {
  readonly type: number;
  readonly bytes: number;
}

/** The header as the number that its five bytes make; undefined where no TLS record has such a one. */
export function readRecordHeader(header: number): RecordHeader | undefined {
  const bytes = header % 2 ** 16;
  const minor = Math.floor(header / 2 ** 16) % 2 ** 8;
  const major = Math.floor(header / 2 ** 24) % 2 ** 8;
  const type = Math.floor(header / 2 ** 32);
  const isRecord =
    type >= contentTypes.changeCipherSpec &&
    type <= contentTypes.applicationData &&
    major === MAJOR_VERSION &&
    minor <= MAX_MINOR_VERSION &&
    bytes <= MAX_RECORD_BYTES &&
    // Only application data may be empty: RFC 8446 §5.1.
    (bytes > 0 || type === contentTypes.applicationData);
  return isRecord ? { type, bytes } : undefined;
}

/** Whether bytes may be the beginning of a record: as far as there are any of its header. */
export function mayBeRecord(bytes: Uint8Array): boolean {
  const [type = 0, major = MAJOR_VERSION, minor = 0, high = 0, low = 1] = bytes;
  return (
    bytes.length > 0 &&
    readRecordHeader((((type * 256 + major) * 256 + minor) * 256 + high) * 256 + low) !== undefined
  );
}

const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;

/**
 * Whether a segment begins TLS, in a connection where nothing was TLS before: with a hello, or with an alert that is all of
 * it. A connection's first segment may be the beginning of a hello's header.
 */
export function beginsTls(payload: Uint8Array, { isFirst }: { isFirst: boolean }): boolean {
  const [type] = payload;
  // Almost all that is no TLS goes by here.
  if (type !== contentTypes.handshake && type !== contentTypes.alert) return false;
  if (!mayBeRecord(payload)) return false;
  const high = payload[3] ?? 0;
  const low = payload[4] ?? 0;
  if (type === contentTypes.alert) {
    const [level = 0] = payload.subarray(RECORD_HEADER_BYTES);
    return (
      payload.length === RECORD_HEADER_BYTES + 2 && high === 0 && low === 2 && (level === 1 || level === 2)
    );
  }
  const message = payload[RECORD_HEADER_BYTES];
  if (message === undefined) return isFirst;
  return message === CLIENT_HELLO || message === SERVER_HELLO;
}
