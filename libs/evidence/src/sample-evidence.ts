/**
 * A made-up but complete evidence file, from real primitives: a log of several entries, four validators, a state with
 * other accounts. For tests and benchmarks of whoever reads evidence; everything in it follows from the seed.
 */
import { compareBytes } from '@sealtrail/bytes/equal';
import { toHex0x } from '@sealtrail/bytes/hex';
import type { JsonObject } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { contractAddress, headSlots, originHash } from '@sealtrail/chain-client/anchor-log';
import type { QbftExtra } from '@sealtrail/chain-client/qbft-extra';
import {
  commitHash,
  EMPTY_OMMERS_HASH,
  encodeHeader,
  type HeaderFields,
  QBFT_DIFFICULTY,
  QBFT_MIX_HASH,
  QBFT_NONCE,
} from '@sealtrail/chain-client/qbft-header';
import { bigintToBytes, bytesToBigint, encodeRlp } from '@sealtrail/chain-client/rlp';
import { publicKey, sign } from '@sealtrail/crypto/ed25519';
import { addressOfSecret, signRecoverable } from '@sealtrail/crypto/secp256k1';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { leafHash } from '@sealtrail/merkle/hashing';
import { buildInclusionProof } from '@sealtrail/merkle/inclusion-proof';
import type { NodeReader } from '@sealtrail/merkle/reader';
import { formatCheckpoint } from '@sealtrail/tlog/checkpoint';
import { signNote } from '@sealtrail/tlog/note';
import { formatVkey, verifierKey } from '@sealtrail/tlog/vkey';
import { type AnchorParts, buildEvidence, type EvidenceParts } from './build-evidence.js';
import { issueEventCredential, logEntry, presentCredential } from './credential.js';
import { issueKeyStatement, keyThumbprint } from './key-statement.js';
import { sampleTrie } from './sample-trie.js';
import { TRUST_FORMAT } from './trust.js';
import type { TrustRoots } from './types.js';

export interface SampleOptions {
  readonly suite: CryptoSuite;
  readonly seed?: string;
  readonly origin?: string;
  /** Entries of the log; the first is the key statement. Default 11. */
  readonly leaves?: number;
  /** Position of the event. Default 7. */
  readonly index?: number;
  /** Default 4, of which a quorum seals. */
  readonly validators?: number;
  readonly event?: JsonObject;
}

export interface SampleEvidence {
  readonly text: string;
  readonly trust: TrustRoots;
  readonly parts: EvidenceParts;
}

const CHAIN_ID = 20_261_122n;
const RECORD_TIME = '2026-11-22T08:15:30.123Z';

/** A pallet of medicine leaves the factory. */
export const SAMPLE_EVENT: JsonObject = {
  type: 'ObjectEvent',
  eventID: 'urn:uuid:3f6b2f6e-6d0f-4c43-9d9c-2f3f6c7a2b11',
  eventTime: '2026-11-22T09:15:00.000+01:00',
  eventTimeZoneOffset: '+01:00',
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  epcList: ['https://id.gs1.org/00/095211230000000015', 'https://id.gs1.org/01/09521123000019/21/A1'],
  readPoint: { id: 'https://id.gs1.org/414/9521123000002' },
};

/** Builds a sample; the same options give the same file. */
export async function sampleEvidence(options: SampleOptions): Promise<SampleEvidence> {
  const {
    suite,
    seed = 'sample',
    origin = 'log.example/sample',
    leaves = 11,
    index = 7,
    event = SAMPLE_EVENT,
  } = options;
  const { sha256 } = suite;
  const secret = (name: string): Uint8Array => sha256(utf8(`${seed}/${name}`));
  const signer = (name: string) => ({
    publicKey: publicKey(secret(name)),
    sign: (message: Uint8Array) => sign(secret(name), message),
  });
  const [logKey, notary] = [signer('log'), signer('notary')];
  const envelope = {
    captured: secret('captured'),
    capturedBy: 'aurelia',
    eventID: String(event['eventID']),
    recordTime: RECORD_TIME,
  };
  const kid = keyThumbprint(sha256, notary.publicKey);
  const credential = issueEventCredential({
    sha256,
    origin,
    kid,
    sign: notary.sign,
    event,
    envelope,
    secret: secret('salts'),
  });
  const keyStatement = issueKeyStatement(sha256, { origin, notaryKey: notary.publicKey, iat: 1_795_334_400, logKey });

  const entries = Array.from({ length: leaves }, (_, i) => secret(`entry ${i}`));
  entries[0] = logEntry(sha256, keyStatement);
  entries[index] = logEntry(sha256, credential.jwt);
  const { root, proofOf } = sampleTree(sha256, entries);
  const log = verifierKey(sha256, origin, logKey.publicKey);
  const size = BigInt(leaves);
  const checkpoint = signNote(formatCheckpoint({ origin, size, root }), [{ ...log, sign: logKey.sign }]);
  const { anchor, validators } = sampleAnchor(options, secret, { origin, size, root });
  const parts: EvidenceParts = {
    credential: presentCredential(credential),
    leaf: await proofOf(index),
    keyStatement,
    keyLeaf: await proofOf(0),
    checkpoint,
    anchor,
  };
  const trust: TrustRoots = {
    format: TRUST_FORMAT,
    log: { origin, vkey: formatVkey(log) },
    chain: {
      chainId: String(CHAIN_ID),
      genesisHash: toHex0x(secret('genesis')),
      validators: validators.map(toHex0x),
      contract: toHex0x(anchor.contract),
      publisher: toHex0x(anchor.publisher),
    },
  };
  return { text: buildEvidence(parts), trust, parts };
}

function sampleTree(sha256: CryptoSuite['sha256'], entries: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>();
  const range = new CompactRange(sha256, (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  for (const entry of entries) range.append(leafHash(sha256, entry));
  const reader: NodeReader = {
    read: (ids) => Promise.resolve(ids.map(({ level, index }) => nodes.get(`${level}/${index}`)!)),
  };
  const proofOf = async (index: number) => ({
    index: BigInt(index),
    hashes: await buildInclusionProof(sha256, reader, BigInt(index), range.size),
  });
  return { root: range.root(), proofOf };
}

function sampleAnchor(
  { suite, validators: count = 4 }: SampleOptions,
  secret: (name: string) => Uint8Array,
  head: { origin: string; size: bigint; root: Uint8Array },
): { anchor: AnchorParts; validators: Uint8Array[] } {
  const publisher = addressOfSecret(secret('publisher'));
  const contract = contractAddress(publisher, 0n);
  const slots = headSlots(publisher, originHash(head.origin));
  const word = (value: Uint8Array): Uint8Array => encodeRlp(bigintToBytes(bytesToBigint(value)));
  const storage = sampleTrie([
    [slots.size, encodeRlp(bigintToBytes(head.size))],
    [slots.root, word(head.root)],
    ...Array.from({ length: 30 }, (_, i) => [secret(`slot ${i}`), word(secret(`word ${i}`))] as const),
  ]);
  const account = (storageRoot: Uint8Array, code: Uint8Array): Uint8Array =>
    encodeRlp([Uint8Array.of(1), new Uint8Array(), storageRoot, code]);
  const state = sampleTrie([
    [contract, account(storage.root, secret('code'))],
    ...Array.from(
      { length: 20 },
      (_, i) => [secret(`account ${i}`).slice(12), account(secret(`root ${i}`), secret(`code ${i}`))] as const,
    ),
  ]);
  const keys = Array.from({ length: count }, (_, i) => secret(`validator ${i}`));
  const validators = keys.map(addressOfSecret).sort(compareBytes);
  const fields: HeaderFields = {
    parentHash: secret('parent'),
    ommersHash: EMPTY_OMMERS_HASH,
    coinbase: validators[0]!,
    stateRoot: state.root,
    transactionsRoot: secret('transactions'),
    receiptsRoot: secret('receipts'),
    logsBloom: new Uint8Array(256),
    difficulty: QBFT_DIFFICULTY,
    number: 42n,
    gasLimit: 30_000_000n,
    gasUsed: 61_234n,
    timestamp: 1_795_335_332n,
    mixHash: QBFT_MIX_HASH,
    nonce: QBFT_NONCE,
    baseFeePerGas: 0n,
  };
  const unsealed: QbftExtra = { vanity: new Uint8Array(32), validators, round: 0, seals: [] };
  const hash = commitHash({ ...fields, extra: unsealed }, suite.keccak256);
  const seals = keys.slice(0, Math.ceil((2 * count) / 3)).map((key) => signRecoverable(key, hash));
  const anchor: AnchorParts = {
    chainId: CHAIN_ID,
    contract,
    publisher,
    header: encodeHeader(fields, { ...unsealed, seals }),
    accountProof: state.proof(contract),
    storageProof: [storage.proof(slots.size), storage.proof(slots.root)],
  };
  return { anchor, validators };
}
