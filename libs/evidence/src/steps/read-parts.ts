import { fromHex0x } from '@sealtrail/bytes/hex';
import { decodeHeader, type QbftHeader } from '@sealtrail/chain-client/qbft-header';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseSdJwt, type ParsedSdJwt } from '@sealtrail/sdjwt/parse';
import { type ParsedCheckpoint, parseCheckpoint } from '@sealtrail/tlog/checkpoint';
import { parseNote } from '@sealtrail/tlog/note';
import { parseTlogProof, type TlogProof } from '@sealtrail/tlog/tlog-proof';
import { parseVkey, type VerifierKey } from '@sealtrail/tlog/vkey';
import { type KeyStatement, openKeyStatement } from '../key-statement.js';
import type { EvidenceFile, TrustRoots } from '../types.js';

/** A part that was read, or why it could not be. */
export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string; readonly code: ErrorCode };

/** The contents of an evidence file, read but, apart from the key statement, not yet believed. */
export interface Parts {
  readonly credential: Attempt<ParsedSdJwt>;
  /** Key of the log, from the trust roots. */
  readonly logKey: Attempt<VerifierKey>;
  /** Opened under the log key: its signature holds. */
  readonly statement: Attempt<KeyStatement>;
  readonly keyProof: Attempt<TlogProof>;
  readonly proof: Attempt<TlogProof>;
  /** Text of the checkpoint in `proof`; its signature is for the checkpoint step. */
  readonly checkpoint: Attempt<ParsedCheckpoint>;
  /** Undefined when the file has no anchor. */
  readonly header: Attempt<QbftHeader> | undefined;
}

/** Runs something that may throw a coded error. Anything else thrown is a bug and goes on up. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    return { ok: false, reason: error.message, code: error.code };
  }
}

/** Reads every part of a file on its own, so that one damaged part does not hide the others. */
export function readParts(suite: CryptoSuite, file: EvidenceFile, trust: TrustRoots | undefined): Parts {
  const logKey: Attempt<VerifierKey> =
    trust === undefined
      ? { ok: false, reason: 'No log key is trusted.', code: 'TRUST_UNREADABLE' }
      : attempt(() => parseVkey(suite.sha256, trust.log.vkey));
  const proof = attempt(() => parseTlogProof(file.proof));
  const { anchor } = file;
  return {
    logKey,
    credential: attempt(() => parseSdJwt(file.credential)),
    statement: logKey.ok
      ? attempt(() =>
          openKeyStatement(suite, file.key.statement, { origin: logKey.value.name, publicKey: logKey.value.publicKey }),
        )
      : logKey,
    keyProof: attempt(() => parseTlogProof(file.key.proof)),
    proof,
    checkpoint: proof.ok ? attempt(() => parseCheckpoint(parseNote(proof.value.checkpoint).text)) : proof,
    header: anchor === null ? undefined : attempt(() => decodeHeader(fromHex0x(anchor.header))),
  };
}
