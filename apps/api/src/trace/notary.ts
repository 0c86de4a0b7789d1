import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@sealtrail/bytes/json';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { issueEventCredential, logEntry } from '@sealtrail/evidence/credential';
import { randomBytes } from 'node:crypto';
import { LogService } from '../ledger/log.service.js';

export interface NotaryInput {
  readonly event: JsonObject;
  readonly payload: Uint8Array;
  readonly eventId: string;
  readonly capturedBy: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

export interface NotarisedEvent {
  readonly secret: Uint8Array;
  readonly credential: string;
  readonly entry: Uint8Array;
}

/** Issues the credential of each event with the platform's notary key, for captures that arrive unsigned. */
@Injectable()
export class Notary {
  constructor(private readonly log: LogService) {}

  /**
   * One credential from one fresh secret: call it once per event and store what it returns.
   * @throws SealtrailError SDJWT_BAD_DISCLOSURE, JSON_NUMBER when the event cannot be put into a credential
   */
  notarise(input: NotaryInput): NotarisedEvent {
    const { origin, notary, notaryKid } = this.log;
    const secret = new Uint8Array(randomBytes(32));
    const { jwt } = issueEventCredential({
      origin,
      event: input.event,
      envelope: {
        captured: nativeSuite.sha256(input.payload),
        capturedBy: input.capturedBy,
        eventID: input.eventId,
        recordTime: new Date(input.recordedAt).toISOString(),
      },
      secret,
      sha256: nativeSuite.sha256,
      kid: notaryKid,
      sign: (message) => notary.sign(message),
    });
    return { secret, credential: jwt, entry: logEntry(nativeSuite.sha256, jwt) };
  }
}
