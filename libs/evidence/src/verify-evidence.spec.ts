import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonObject } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite as suite } from '@sealtrail/crypto/native-suite';
import { pureSuite } from '@sealtrail/crypto/pure-suite';
import { issuerJwt } from '@sealtrail/sdjwt/parse';
import { signNote } from '@sealtrail/tlog/note';
import { verifierKey } from '@sealtrail/tlog/vkey';
import { describe, expect, test } from 'vitest';
import { buildEvidence, type EvidenceParts } from './build-evidence.js';
import { parseEvidenceFile } from './evidence-file.js';
import { MESSAGES } from './messages.js';
import { SAMPLE_EVENT, sampleEvidence } from './sample-evidence.js';
import { trustFromEvidence } from './trust.js';
import { type EvidenceFile, MAX_EVIDENCE_BYTES, STEP_NAMES, type TrustRoots, type VerifyResult } from './types.js';
import { verifyEvidence } from './verify-evidence.js';

const sample = await sampleEvidence({ suite });
const other = await sampleEvidence({ suite, seed: 'other' });
const { text, trust, parts } = sample;
const file = parseEvidenceFile(text);

const check = (input: string | Uint8Array, options = {}): VerifyResult =>
  verifyEvidence(input, { suite, trust, ...options });
const failures = ({ steps }: VerifyResult): string[] =>
  steps.filter(({ status }) => status === 'failed').map(({ name }) => name);
const sentence = ({ steps }: VerifyResult, name: string): string => steps.find((step) => step.name === name)!.sentence;
const write = (changed: object): string => canonicalJson(changed as JsonObject);
const withParts = (change: Partial<EvidenceParts>): VerifyResult => check(buildEvidence({ ...parts, ...change }));

describe('good evidence', () => {
  test.each([
    ['pure', pureSuite],
    ['native', suite],
  ] as const)('is valid, step by step (%s)', (_, each) => {
    const result = verifyEvidence(text, { suite: each, trust });
    expect(result.verdict).toBe('valid');
    expect(result.steps.map(({ name }) => name)).toEqual(STEP_NAMES);
    expect(result.steps.every(({ status }) => status === 'passed')).toBe(true);
    expect(result.event).toEqual(SAMPLE_EVENT);
    expect(result.facts).toMatchObject({
      leafIndex: '7',
      treeSize: '11',
      blockNumber: '42',
      capturedBy: 'aurelia',
      quorum: 3,
      hidden: 0,
    });
  });

  test('as bytes, and with one newline at the end', () => {
    expect(check(utf8(text)).verdict).toBe('valid');
    expect(check(`${text}\n`).verdict).toBe('valid');
    expect(check(`${text}\n\n`).verdict).toBe('unreadable');
  });

  test('from logs of one record and of many, with one validator and with seven', async () => {
    for (const options of [
      { leaves: 2, index: 1, validators: 1 },
      { leaves: 300, index: 299, validators: 7 },
    ]) {
      const each = await sampleEvidence({ suite, ...options });
      expect(verifyEvidence(each.text, { suite, trust: each.trust }).verdict).toBe('valid');
    }
  });

  test('with fields withheld', () => {
    const [jwt, ...disclosures] = file.credential.slice(0, -1).split('~');
    const result = check(write({ ...file, credential: `${[jwt, ...disclosures.slice(0, -3)].join('~')}~` }));
    expect(result.verdict).toBe('valid');
    expect(result.facts.hidden).toBe(3);
    expect(sentence(result, 'disclosures')).toContain('3 further fields are kept private');
  });
});

describe('any flipped bit', () => {
  const bytes = utf8(text);
  const all = process.env['SEALTRAIL_FLIP_ALL'] === '1';
  const total = bytes.length * 8;
  // A stride without common factor walks over all places; the rest only on request.
  const bits = Array.from({ length: all ? total : 400 }, (_, i) => (all ? i : (i * 7919) % total));

  test(`is noticed and a step named (${bits.length} of ${total})`, () => {
    for (const bit of bits) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const result = check(flipped);
      expect(result.verdict, `bit ${bit}`).not.toBe('valid');
      expect(failures(result).length, `bit ${bit}`).toBeGreaterThan(0);
    }
  }, 3_600_000);

  // One bit of the value of a member, at its middle: the text stays JSON.
  const flip = (value: string, at = Math.floor(value.length / 2)): string => {
    let changed = value[at]!;
    do changed = String.fromCharCode(changed.charCodeAt(0) ^ 1);
    while (!/[A-Za-z0-9]/.test(changed) && changed !== value[at]);
    return value.slice(0, at) + changed + value.slice(at + 1);
  };
  const anchor = file.anchor!;
  const jwt = issuerJwt(file.credential);
  const note = file.proof.indexOf('\n\n') + 2;
  test.each<[string, string, Partial<EvidenceFile>]>([
    [
      'the signed record',
      'credential',
      { credential: file.credential.replace(jwt, flip(jwt, jwt.lastIndexOf('.') + 20)) },
    ],
    ['a disclosure', 'disclosures', { credential: flip(file.credential, file.credential.length - 20) }],
    [
      'the key statement',
      'key',
      { key: { ...file.key, statement: flip(file.key.statement, file.key.statement.length - 20) } },
    ],
    [
      'a hash of the key proof',
      'key',
      { key: { ...file.key, proof: flip(file.key.proof, file.key.proof.indexOf('index') + 20) } },
    ],
    ['a hash of the inclusion proof', 'inclusion', { proof: flip(file.proof, file.proof.indexOf('index') + 20) }],
    [
      "the signature of the log on the record's proof",
      'checkpoint',
      { proof: flip(file.proof, file.proof.length - 20) },
    ],
    [
      "the signature of the log on the key's proof",
      'key',
      { key: { ...file.key, proof: flip(file.key.proof, file.key.proof.length - 20) } },
    ],
    [
      'both signatures of the log',
      'checkpoint',
      {
        proof: flip(file.proof, file.proof.length - 20),
        key: { ...file.key, proof: flip(file.key.proof, file.key.proof.length - 20) },
      },
    ],
    [
      'the origin of the log',
      'checkpoint',
      {
        proof: flip(file.proof, note + 2),
        key: { ...file.key, proof: flip(file.key.proof, file.key.proof.indexOf('\n\n') + 4) },
      },
    ],
    [
      'the account proof',
      'anchor',
      { anchor: { ...anchor, accountProof: anchor.accountProof.map((each, i) => (i === 0 ? flip(each) : each)) } },
    ],
    [
      'the storage proof',
      'anchor',
      {
        anchor: { ...anchor, storageProof: [anchor.storageProof[0], anchor.storageProof[1].map((each) => flip(each))] },
      },
    ],
    ['a commit seal', 'finality', { anchor: { ...anchor, header: flip(anchor.header, anchor.header.length - 150) } }],
    ['the chain id', 'trust', { anchor: { ...anchor, chainId: flip(anchor.chainId) } }],
    ['the contract', 'trust', { anchor: { ...anchor, contract: flip(anchor.contract) } }],
    ['the publisher', 'trust', { anchor: { ...anchor, publisher: flip(anchor.publisher) } }],
  ])('in %s: the step %s fails', (_, step, change) => {
    const result = check(write({ ...file, ...change }));
    expect(result.verdict).toBe('invalid');
    expect(failures(result)[0]).toBe(step);
    expect(sentence(result, step)).not.toMatch(/undefined|\?|\{/);
  });
});

describe('files that are none', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['truncated', text.slice(0, -1), /not readable: .*line 1, column/],
    ['empty', '', /not readable/],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /not readable: .*UTF-8/],
    ['too large', text + ' '.repeat(MAX_EVIDENCE_BYTES), /at most 4194304 bytes are expected, it has/],
    ['pretty-printed', JSON.stringify(JSON.parse(text), null, 2), /reformatted.*from character 1 on/],
    [
      'reordered',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
      /reformatted/,
    ],
    ['escaped otherwise', text.replace('"format"', '"f\\u006frmat"'), /reformatted/],
    [
      'another format',
      write({ ...file, format: 'sealtrail-evidence/2' }),
      /expected the format "sealtrail-evidence\/1", found "sealtrail-evidence\/2"/,
    ],
    ['a list', '[]', /not Sealtrail evidence/],
    ['an unknown member', write({ ...file, note: 'x' }), /nobody can verify: note/],
    ['an unknown inner member', write({ ...file, key: { ...file.key, x: 1 } }), /nobody can verify: key\.x/],
    ['__proto__', `{"__proto__":1,${text.slice(1)}`, /nobody can verify: __proto__|reformatted/],
    ['a member missing', write({ ...file, anchor: {} }), /anchor\.chainId was expected to be text, found nothing/],
    ['a member of another type', write({ ...file, proof: 1 }), /proof was expected to be text, found number/],
    ['a duplicate member', text.replace('{', '{"anchor":null,'), /not readable: The member "anchor" appears twice/],
  ])('%s', (_, input, expected) => {
    const result = check(input);
    expect(result.verdict).toBe('unreadable');
    expect(failures(result)).toEqual(['file']);
    expect(sentence(result, 'file')).toMatch(expected);
    expect(result.steps).toHaveLength(STEP_NAMES.length);
    expect(result).not.toHaveProperty('event');
  });

  test('hostile contents do not throw', () => {
    const deep = (() => {
      let rlp = '';
      for (let i = 0; i < 200_000; i++) rlp += 'c1';
      return `0x${rlp}`;
    })();
    const long = 'A'.repeat(200_000);
    for (const change of [
      { anchor: { ...file.anchor, header: deep } },
      { anchor: { ...file.anchor, header: '0x' } },
      { anchor: { ...file.anchor, header: 'x' } },
      { anchor: { ...file.anchor, accountProof: [deep] } },
      { anchor: { ...file.anchor, accountProof: [], storageProof: [[], []] } },
      { credential: '~' },
      { credential: long },
      { credential: `${long}.${long}.${long}~` },
      { credential: `${issuerJwt(file.credential)}${'~'.repeat(100_000)}` },
      { proof: long },
      { proof: 'c2sp.org/tlog-proof@v1\nindex 0\n\n\n\n' },
      { key: { statement: long, proof: long } },
    ]) {
      const result = check(write({ ...file, ...change }));
      expect(result.verdict).toBe('invalid');
      expect(failures(result).length).toBeGreaterThan(0);
    }
  });
});

describe('parts that do not belong together', () => {
  const swap = async (options: Parameters<typeof sampleEvidence>[0], take: keyof EvidenceParts): Promise<string[]> => {
    const foreign = await sampleEvidence(options);
    return failures(withParts({ [take]: foreign.parts[take] }));
  };

  test('a record of another log', async () => {
    expect(await swap({ suite, seed: 'other' }, 'credential')).toEqual(['credential', 'key', 'inclusion']);
  });

  test('another record by the same notary, in the place of this one', async () => {
    const changed = await sampleEvidence({ suite, event: { ...SAMPLE_EVENT, bizStep: 'receiving' } });
    expect(failures(withParts({ credential: changed.parts.credential }))).toEqual(['inclusion']);
  });

  test('a state of the log that the chain does not keep', async () => {
    const longer = await sampleEvidence({ suite, leaves: 12 });
    const { leaf, keyLeaf, checkpoint } = longer.parts;
    const result = withParts({ leaf, keyLeaf, checkpoint });
    expect(failures(result)).toEqual(['anchor']);
    expect(sentence(result, 'anchor')).toMatch(/expected 12 entries .*, found 11 entries/);
  });

  test('a key statement under another checkpoint, after the record, or of another log', async () => {
    const longer = await sampleEvidence({ suite, leaves: 12 });
    const mixed = write({ ...file, key: parseEvidenceFile(longer.text).key });
    expect(sentence(check(mixed), 'key')).toMatch(/state with 11 entries, found the one with 12/);
    const late = withParts({ keyLeaf: { ...parts.keyLeaf, index: 9n } });
    expect(failures(late)).toEqual(['key']);
    expect(await swap({ suite, seed: 'other' }, 'keyStatement')).toContain('key');
  });

  test('two states of one size signed by a log that lies', async () => {
    // The log key signs both; the verifier still sees that the proofs disagree with the chain.
    const lie = await sampleEvidence({ suite, event: { ...SAMPLE_EVENT, disposition: 'damaged' } });
    const result = check(buildEvidence({ ...lie.parts, anchor: parts.anchor }));
    expect(failures(result)).toEqual(['anchor']);
  });

  test('a block that is not final, by too few or other validators', async () => {
    const chain = { ...trust.chain!, validators: trust.chain!.validators.slice(0, 3) };
    expect(failures(check(text, { trust: { ...trust, chain } }))).toEqual(['finality']);
    expect(
      failures(
        check(text, { trust: { ...trust, chain: { ...trust.chain!, validators: other.trust.chain!.validators } } }),
      ),
    ).toEqual(['finality']);
  });

  test('a second signature on the checkpoint, an extension line, extra data', () => {
    const stranger = createNativeSigner(new Uint8Array(32).fill(9));
    const signer = { ...verifierKey(suite.sha256, 'stranger.example', stranger.publicKey), sign: stranger.sign };
    const line = signNote('x\n', [signer]).split('\n\n')[1]!;
    const cosigned = withParts({ checkpoint: parts.checkpoint + line });
    expect(failures(cosigned)).toEqual(['checkpoint']);
    expect(sentence(cosigned, 'checkpoint')).toMatch(
      /one signature and no more, found a signature of stranger\.example/,
    );
    const extra = write({ ...file, proof: file.proof.replace('\nindex', '\nextra eA==\nindex') });
    expect(failures(check(extra))).toEqual(['inclusion']);
    const keyExtra = write({
      ...file,
      key: { ...file.key, proof: file.key.proof.replace('\nindex', '\nextra eA==\nindex') },
    });
    expect(failures(check(keyExtra))).toEqual(['key']);
  });

  test('proof nodes too many or too few', () => {
    const anchor = file.anchor!;
    const surplus = write({
      ...file,
      anchor: { ...anchor, accountProof: [...anchor.accountProof, anchor.accountProof[0]!] },
    });
    expect(failures(check(surplus))).toEqual(['anchor']);
    const short = write({
      ...file,
      anchor: { ...anchor, storageProof: [anchor.storageProof[0].slice(1), anchor.storageProof[1]] },
    });
    expect(failures(check(short))).toEqual(['anchor']);
    const hashes = [...parts.leaf.hashes, parts.leaf.hashes[0]!];
    expect(failures(withParts({ leaf: { ...parts.leaf, hashes } }))).toEqual(['inclusion']);
    expect(failures(withParts({ leaf: { ...parts.leaf, index: 8n } }))).toEqual(['inclusion']);
  });
});

describe('trust', () => {
  test('without trust roots nothing is valid, and the trust step says why', () => {
    const result = verifyEvidence(text, { suite });
    expect(result.verdict).toBe('invalid');
    expect(failures(result)).toEqual(['trust']);
    expect(sentence(result, 'trust')).toMatch(/No trust roots were given.*anyone could have made it/);
  });

  test('pinned on first use from the file itself, and said so', () => {
    const pinned = trustFromEvidence(suite, text);
    const result = verifyEvidence(text, { suite, trust: pinned, firstUse: true });
    expect(result.verdict).toBe('valid');
    expect(sentence(result, 'trust')).toMatch(/pinned now, from the file itself/);
    expect(verifyEvidence(other.text, { suite, trust: pinned }).verdict).toBe('invalid');
  });

  test('evidence of another log, chain or publisher fails', () => {
    const foreign: TrustRoots = { ...trust, log: other.trust.log };
    expect(failures(check(text, { trust: foreign }))).toEqual(expect.arrayContaining(['key', 'checkpoint']));
    const result = check(text, { trust: { ...trust, chain: { ...trust.chain!, chainId: '1' } } });
    expect(failures(result)).toEqual(['trust']);
    expect(sentence(result, 'trust')).toMatch(/expected 1 as chainId, found 20261122/);
    expect(
      failures(check(text, { trust: { ...trust, chain: { ...trust.chain!, contract: other.trust.chain!.contract } } })),
    ).toEqual(['anchor', 'trust']);
  });
});

describe('published, not yet anchored', () => {
  const published = buildEvidence({ ...parts, anchor: null });

  test('is invalid unless that is accepted', () => {
    const result = check(published);
    expect(result.verdict).toBe('invalid');
    expect(result.steps.filter(({ status }) => status === 'skipped').map(({ name }) => name)).toEqual([
      'anchor',
      'finality',
    ]);
    expect(failures(result)).toEqual([]);
    expect(check(published, { acceptUnanchored: true }).verdict).toBe('valid');
    expect(check(published, { acceptUnanchored: true, trust: { ...trust, chain: null } }).verdict).toBe('valid');
  });

  test('an anchored file whose chain is not trusted is not let through by that', () => {
    expect(check(text, { acceptUnanchored: true, trust: { ...trust, chain: null } }).verdict).toBe('invalid');
  });
});

test('every message is a sentence, and every failure says what was expected and found', () => {
  for (const [id, message] of Object.entries(MESSAGES)) {
    expect(message, id).toMatch(/^[A-Z{].*(\.|\{reason\})( .*)?$/);
    expect(message, id).not.toMatch(/\b(invalid|error|hash mismatch)\b/i);
  }
});
