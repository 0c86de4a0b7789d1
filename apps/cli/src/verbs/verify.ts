import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { decidePin, formatTrust, parseTrust, trustFromEvidence } from '@sealtrail/evidence/trust';
import type { StepResult, TrustRoots, VerifyResult } from '@sealtrail/evidence/types';
import { verifyEvidence } from '@sealtrail/evidence/verify-evidence';
import type { CommonOptions } from '../main.js';
import { readInput } from '../support/files.js';
import { paint, print, printJson } from '../support/output.js';
import { writeDurably } from '../supervisor/home-files.js';
import { homeOf } from '../supervisor/settings.js';

interface Options extends CommonOptions {
  readonly trust?: string;
  readonly pin: boolean;
  readonly published?: boolean;
}

interface Trust {
  readonly roots?: TrustRoots;
  /** Where the roots lie, or would be pinned. */
  readonly file: string;
  readonly firstUse: boolean;
}

const EXIT = { valid: 0, invalid: 1, unreadable: 2 } as const;

/**
 * `sealtrail verify FILE`: exit 0 valid, 1 invalid, 2 unreadable. Needs no server. Trust roots come from `--trust`, else
 * from the data folder; when there are none yet, those of this file are pinned, and it says so.
 */
export async function verify(file: string, options: Options): Promise<number> {
  const bytes = await readInput(file);
  const trust = await trustFor(bytes, options);
  const result = verifyEvidence(bytes, {
    suite: nativeSuite,
    trust: trust.roots,
    firstUse: trust.firstUse,
    acceptUnanchored: options.published === true,
  });
  const pinned = trust.firstUse && result.verdict === 'valid';
  if (pinned && trust.roots) pin(trust.file, trust.roots);
  if (options.json) printJson({ file, ...result, trust: { file: trust.file, firstUse: trust.firstUse } });
  else tell(file, result, trust, pinned);
  return EXIT[result.verdict];
}

async function trustFor(bytes: Uint8Array, options: Options): Promise<Trust> {
  if (options.trust !== undefined) {
    return { roots: parseTrust(nativeSuite, await readInput(options.trust)), file: options.trust, firstUse: false };
  }
  const file = join(homeOf(process.env), 'trust.json');
  const known = existsSync(file) ? parseTrust(nativeSuite, readFileSync(file)) : undefined;
  if (known && known.chain !== null) return { roots: known, file, firstUse: false };
  return offered(bytes, file, known, options.pin);
}

/** Nothing pinned, or a pin that does not know the chain yet: what the file claims for itself may be pinned. */
function offered(bytes: Uint8Array, file: string, known: TrustRoots | undefined, allowed: boolean): Trust {
  if (!allowed) return { roots: known, file, firstUse: false };
  try {
    const decision = decidePin(known, trustFromEvidence(nativeSuite, bytes));
    return { roots: decision.trust, file, firstUse: decision.action === 'pin' };
  } catch (error) {
    // the steps will say what is wrong with the file
    if (isSealtrailError(error)) return { roots: known, file, firstUse: false };
    throw error;
  }
}

function pin(file: string, roots: TrustRoots): void {
  try {
    writeDurably(file, formatTrust(roots));
  } catch (cause) {
    throw new SealtrailError(
      'HOME_NOT_WRITABLE',
      `The trust roots cannot be pinned in ${file}: ${(cause as Error).message}.`,
      { file },
      { cause },
    );
  }
}

const MARKS: Record<StepResult['status'], string> = {
  passed: paint('green', '✓'),
  failed: paint('red', '✗'),
  skipped: paint('dim', '–'),
};

function tell(file: string, result: VerifyResult, trust: Trust, pinned: boolean): void {
  for (const step of result.steps) print(`${MARKS[step.status]} ${step.name.padEnd(11)} ${step.sentence}`);
  if (pinned)
    print(`First use: the trust roots of this file are now pinned in ${trust.file}; later files are held to them.`);
  const { eventID, leafIndex, blockNumber } = result.facts;
  const where = [
    eventID,
    leafIndex !== undefined && `leaf ${leafIndex}`,
    blockNumber !== undefined && `block ${blockNumber}`,
  ];
  const verdict = {
    valid: paint('green', 'VALID'),
    invalid: paint('red', 'INVALID'),
    unreadable: paint('red', 'UNREADABLE'),
  }[result.verdict];
  print(`${verdict} ${file}${result.verdict === 'valid' ? ` (${where.filter(Boolean).join(', ')})` : ''}`);
}
