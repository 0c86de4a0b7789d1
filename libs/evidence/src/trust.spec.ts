import { nativeSuite as suite } from '@sealtrail/crypto/native-suite';
import { describe, expect, test } from 'vitest';
import { buildEvidence } from './build-evidence.js';
import { sampleEvidence } from './sample-evidence.js';
import { decidePin, formatTrust, parseTrust, trustFromEvidence } from './trust.js';
import type { TrustedChain, TrustRoots } from './types.js';

const { text, trust, parts } = await sampleEvidence({ suite });
const other = await sampleEvidence({ suite, seed: 'other' });
const code = (code: string) => expect.objectContaining({ code });
const chain = (change: Partial<TrustedChain>): TrustRoots => ({ ...trust, chain: { ...trust.chain!, ...change } });

describe('trust files', () => {
  test('go there and back, white space or not', () => {
    expect(parseTrust(suite, formatTrust(trust))).toEqual(trust);
    expect(parseTrust(suite, JSON.stringify(trust, null, 2))).toEqual(trust);
    const unanchored = { ...trust, chain: null };
    expect(parseTrust(suite, formatTrust(unanchored))).toEqual(unanchored);
  });

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /line 1/],
    ['another format', { ...trust, format: 'x' }, /expected the format "sealtrail-trust\/1", found "x"/],
    ['an unknown member', { ...trust, x: 1 }, /unknown member "x"/],
    ['no log', { ...trust, log: undefined }, /log is no object/],
    ['no chain at all', { format: trust.format, log: trust.log }, /chain is no object/],
    [
      'another key id',
      { ...trust, log: { ...trust.log, vkey: trust.log.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+') } },
      /log\.vkey: .*key id/,
    ],
    [
      'the key of another log',
      { ...trust, log: { ...trust.log, origin: 'else.example' } },
      /is the key of log\.example\/sample, but log\.origin is else\.example/,
    ],
    ['an upper-case address', chain({ contract: trust.chain!.contract.toUpperCase() }), /chain\.contract is malformed/],
    ['no validators', chain({ validators: [] }), /at least one address/],
    ['a validator twice', chain({ validators: [trust.chain!.contract, trust.chain!.contract] }), /twice/],
    ['a chain id with zeros before it', chain({ chainId: '01' }), /chain\.chainId is malformed: "01"/],
    ['a short genesis hash', chain({ genesisHash: '0x00' }), /chain\.genesisHash is malformed/],
  ])('%s is refused', (_, value, message) => {
    const input = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => parseTrust(suite, input)).toThrow(code('TRUST_UNREADABLE'));
    expect(() => parseTrust(suite, input)).toThrow(message);
  });
});

describe('pinning on first use', () => {
  const claimed = trustFromEvidence(suite, text);

  test('what a file claims for itself is what its publisher would give, but for the genesis hash', () => {
    expect(claimed).toEqual(chain({ genesisHash: null }));
    expect(trustFromEvidence(suite, buildEvidence({ ...parts, anchor: null }))).toEqual({ ...trust, chain: null });
  });

  test('damaged files claim nothing', () => {
    expect(() => trustFromEvidence(suite, '{}')).toThrow(code('EVIDENCE_UNREADABLE'));
    expect(() => trustFromEvidence(suite, buildEvidence({ ...parts, keyStatement: 'a.b.c' }))).toThrow(
      code('TRUST_UNREADABLE'),
    );
    expect(() =>
      trustFromEvidence(suite, buildEvidence({ ...parts, anchor: { ...parts.anchor!, header: new Uint8Array(3) } })),
    ).toThrow(code('TRUST_UNREADABLE'));
  });

  test('first use pins, the same keeps, another refuses and says where', () => {
    expect(decidePin(undefined, claimed)).toEqual({ action: 'pin', trust: claimed });
    expect(decidePin(trust, trust)).toEqual({ action: 'keep', trust });
    expect(decidePin(trust, claimed)).toEqual({ action: 'keep', trust });
    expect(decidePin(trust, other.trust)).toMatchObject({
      action: 'refuse',
      trust,
      differences: ['log.vkey', 'chain.genesisHash', 'chain.validators', 'chain.contract', 'chain.publisher'],
    });
    expect(decidePin(claimed, chain({ chainId: '7' }))).toMatchObject({
      action: 'refuse',
      differences: ['chain.chainId'],
    });
  });

  test('what the first pin could not know is filled in once', () => {
    expect(decidePin(claimed, trust)).toEqual({ action: 'pin', trust });
    expect(decidePin({ ...trust, chain: null }, trust)).toEqual({ action: 'pin', trust });
    expect(decidePin(trust, { ...trust, chain: null })).toEqual({ action: 'keep', trust });
  });
});
