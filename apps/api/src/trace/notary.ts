import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@sealtrail/bytes/json';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { issueEventCredential } from '@sealtrail/evidence/credential';
import { nativeCodec } from '@sealtrail/sdjwt/native-codec';
import { SECRET_SIZE } from '@sealtrail/sdjwt/salts';
import { hash, randomBytes } from 'node:crypto';
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
  private random: Uint8Array = new Uint8Array();
  private drawn = 0;

  constructor(private readonly log: LogService) {}

  /**
   * One credential from one fresh secret: call it once per event and store what it returns.
   * @throws SealtrailError SDJWT_BAD_DISCLOSURE, JSON_NUMBER when the event cannot be put into a credential
   */
  notarise(input: NotaryInput): NotarisedEvent {
    const { origin, notary, notaryKid } = this.log;
    const secret = this.freshSecret();
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
      codec: nativeCodec,
      kid: notaryKid,
      sign: (message) => notary.sign(message),
    });
    return { secret, credential: jwt, entry: hash('sha256', jwt, 'buffer') };
  }

  /** Randomness is drawn for many events at once: a call for each costs 2 µs. No bytes are given out twice. */
  private freshSecret(): Uint8Array {
    if (this.drawn + SECRET_SIZE > this.random.length) {
      this.random = new Uint8Array(randomBytes(256 * SECRET_SIZE));
      this.drawn = 0;
    }
    return this.random.slice(this.drawn, (this.drawn += SECRET_SIZE));
  }
}
