import { toBase64 } from '@sealtrail/bytes/base64';
import { equalBytes } from '@sealtrail/bytes/equal';
import { fromHex, fromHex0x } from '@sealtrail/bytes/hex';
import { headSlots, originHash } from '@sealtrail/chain-client/anchor-log';
import { verifyAccountProof, verifyStorageProof } from '@sealtrail/chain-client/mpt-proof';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { EvidenceAnchor, TrustedChain } from '../types.js';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome } from './step.js';

/** The state of the block holds, in the trusted contract and under the trusted publisher, this very state of the log. */
export function checkAnchor({ suite, file, parts, trust }: StepInput): StepOutcome {
  const { anchor } = file;
  const { header, checkpoint } = parts;
  if (anchor === null || header === undefined) return skipped('anchor', 'anchor.none');
  if (trust?.chain === undefined || trust.chain === null) return skipped('anchor', 'anchor.noChain');
  const { chain, log } = trust;
  if (!header.ok) return skipped('anchor', 'anchor.noHeader');
  const { number, stateRoot } = header.value;
  const head = attempt(() => readHead(suite, anchor, chain, log.origin, stateRoot));
  if (!head.ok) return failed('anchor', 'anchor.refused', { reason: head.reason }, head.code);
  if (!checkpoint.ok) return skipped('anchor', 'anchor.noCheckpoint');
  const { size, root } = checkpoint.value;
  if (head.value.size !== size || !equalBytes(head.value.root, root)) {
    const expected = `${size} entries with root ${toBase64(root)}`;
    const found = `${head.value.size} entries with root ${toBase64(head.value.root)}`;
    return failed('anchor', 'anchor.otherHead', { expected, found }, 'CHAIN_BAD_PROOF');
  }
  const { chainId } = chain;
  return passed(
    'anchor',
    'anchor.passed',
    { block: String(number), chainId },
    { chainId, blockNumber: String(number) },
  );
}

function readHead(
  suite: CryptoSuite,
  anchor: EvidenceAnchor,
  chain: TrustedChain,
  origin: string,
  stateRoot: Uint8Array,
): { size: bigint; root: Uint8Array } {
  const account = verifyAccountProof(
    stateRoot,
    fromHex0x(chain.contract),
    anchor.accountProof.map(fromHex0x),
    suite.keccak256,
  );
  if (account === undefined)
    throw new SealtrailError(
      'CHAIN_BAD_PROOF',
      `Expected a contract at ${chain.contract}, found none in this block.`,
      {},
    );
  const slots = headSlots(fromHex0x(chain.publisher), originHash(origin));
  const read = (slot: Uint8Array, proof: readonly string[]): bigint =>
    verifyStorageProof(account.storageRoot, slot, proof.map(fromHex0x), suite.keccak256);
  const size = read(slots.size, anchor.storageProof[0]);
  const root = read(slots.root, anchor.storageProof[1]);
  return { size, root: fromHex(root.toString(16).padStart(64, '0')) };
}
