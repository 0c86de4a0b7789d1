import type { JsonObject } from '@sealtrail/bytes/json';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { issueEventCredential } from '@sealtrail/evidence/credential';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { nativeCodec } from '@sealtrail/sdjwt/native-codec';
import { SECRET_SIZE } from '@sealtrail/sdjwt/salts';
import { hash } from 'node:crypto';

/** Events to notarise, laid out so that they travel to another thread as a few flat values. */
export interface NotaryJob {
  /** The events as captured, one after the other. */
  readonly payloads: Uint8Array;
  /** Where each event ends in `payloads`. */
  readonly ends: readonly number[];
  readonly eventIds: readonly string[];
  /** Slugs of the organisations. */
  readonly capturedBy: readonly string[];
  /** Milliseconds since 1970. */
  readonly recordedAt: readonly number[];
}

/** Why an event cannot be put into a credential. */
export interface NotaryFault {
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
}

export interface NotaryAnswer {
  /** Per event 32 bytes of secret and 32 bytes of log entry; then the credentials in ASCII, one after the other. */
  readonly packed: Uint8Array;
  /** Where each credential ends in `packed`. */
  readonly ends: readonly number[];
  /** By place of the event. */
  readonly faults: ReadonlyMap<number, NotaryFault>;
}

/** In whose name credentials are issued. */
export interface NotaryIdentity {
  readonly origin: string;
  readonly kid: string;
}

export const HEAD_SIZE = 64;

/**
 * Issues one credential from one fresh secret for each event.
 * @param random gives bytes that nobody can foresee
 */
export function runNotaryJob(
  job: NotaryJob,
  { origin, kid }: NotaryIdentity,
  sign: (message: Uint8Array) => Uint8Array,
  random: (size: number) => Uint8Array,
): NotaryAnswer {
  const count = job.ends.length;
  const faults = new Map<number, NotaryFault>();
  const payloads = Buffer.from(job.payloads.buffer, job.payloads.byteOffset, job.payloads.length);
  // For all events at once: a call for each costs 2 µs.
  const secrets = random(count * SECRET_SIZE);
  const heads = Buffer.alloc(count * HEAD_SIZE);
  const ends: number[] = [];
  let credentials = '';
  let start = 0;
  for (const [at, end] of job.ends.entries()) {
    const payload = payloads.subarray(start, end);
    start = end;
    const secret = secrets.subarray(at * SECRET_SIZE, (at + 1) * SECRET_SIZE);
    try {
      const { jwt } = issueEventCredential({
        origin,
        kid,
        sign,
        secret,
        event: JSON.parse(payload.toString('utf8')) as JsonObject,
        envelope: {
          captured: nativeSuite.sha256(payload),
          capturedBy: job.capturedBy[at] as string,
          eventID: job.eventIds[at] as string,
          recordTime: new Date(job.recordedAt[at] as number).toISOString(),
        },
        sha256: nativeSuite.sha256,
        codec: nativeCodec,
      });
      heads.set(secret, at * HEAD_SIZE);
      // The log entry: SHA-256 of the credential's ASCII text (`logEntry`), which needs no bytes of it first.
      heads.set(hash('sha256', jwt, 'buffer'), at * HEAD_SIZE + SECRET_SIZE);
      credentials += jwt;
    } catch (error) {
      faults.set(at, faultOf(error));
    }
    ends.push(heads.length + credentials.length);
  }
  const packed = new Uint8Array(heads.length + credentials.length);
  packed.set(heads);
  Buffer.from(packed.buffer).write(credentials, heads.length, 'latin1');
  return { packed, ends, faults };
}

/** Anything but an error of ours is a bug, and the matter of its event alone: other documents share the job. */
function faultOf(error: unknown): NotaryFault {
  if (!isSealtrailError(error)) return { code: 'INTERNAL', message: String(error), pointer: '' };
  const pointer = error.data['pointer'];
  return { code: error.code, message: error.message, pointer: typeof pointer === 'string' ? pointer : '' };
}
