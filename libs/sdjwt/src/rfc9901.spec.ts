import { fromBase64Url, toBase64Url } from '@sealtrail/bytes/base64';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { concat } from '@sealtrail/bytes/concat';
import { toHex } from '@sealtrail/bytes/hex';
import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { pureSuite } from '@sealtrail/crypto/pure-suite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disclosureDigest, parseDisclosure } from './disclosure.js';
import { concealMembers, formatSdJwt } from './issue.js';
import { encodePart, signJws } from './jws.js';
import { parseSdJwt } from './parse.js';
import { deriveSalts, saltStream } from './salts.js';
import { resolveDisclosures, verifySdJwt } from './verify.js';

const { sha256 } = nativeSuite;
const code = (code: string) => expect.objectContaining({ code });

describe('published data of RFC 9901', () => {
  test('§4.2.3: the digest is over the encoded text', () => {
    const encoded = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
    expect(parseDisclosure(sha256, encoded)).toEqual({
      encoded,
      digest: 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
      salt: '_26bc4LT-ac6q2KI6cBW5es',
      name: 'family_name',
      value: 'Möbius',
    });
  });

  test('§4.2.1: other spellings of the same content have digests of their own', () => {
    for (const encoded of [
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd',
      'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd',
    ]) {
      const parsed = parseDisclosure(sha256, encoded);
      expect(parsed).toMatchObject({ name: 'family_name', value: 'Möbius' });
      expect(parsed.digest).not.toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
    }
  });

  test('§5.1: digests of array elements and of an object value', () => {
    expect(disclosureDigest(sha256, 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0')).toBe(
      'pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo',
    );
    expect(disclosureDigest(sha256, 'WyJuUHVvUW5rUkZxM0JJZUFtN0FuWEZBIiwgIkRFIl0')).toBe(
      '7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0',
    );
    const address =
      'WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRyZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5IjogIkFueXRvd24iLCAicmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV0';
    expect(disclosureDigest(sha256, address)).toBe('XzFrzwscM6Gn6CJDc6vVK8BkMnfG8vOSKfpPIZdAfdE');
  });

  // §5.1 and §5.2: the issuer-signed JWT and its ten disclosures; key of appendix A.5.
  const JWT =
    'eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImV4YW1wbGUrc2Qtand0In0.eyJfc2QiOiBbIkNyUWU3UzVrcUJBSHQtbk1ZWGdjNmJkdDJTSDVhVFkxc1VfTS1QZ2tqUEkiLCAiSnpZakg0c3ZsaUgwUjNQeUVNZmVadTZKdDY5dTVxZWhabzdGN0VQWWxTRSIsICJQb3JGYnBLdVZ1Nnh5bUphZ3ZrRnNGWEFiUm9jMkpHbEFVQTJCQTRvN2NJIiwgIlRHZjRvTGJnd2Q1SlFhSHlLVlFaVTlVZEdFMHc1cnREc3JaemZVYW9tTG8iLCAiWFFfM2tQS3QxWHlYN0tBTmtxVlI2eVoyVmE1TnJQSXZQWWJ5TXZSS0JNTSIsICJYekZyendzY002R242Q0pEYzZ2Vks4QmtNbmZHOHZPU0tmcFBJWmRBZmRFIiwgImdiT3NJNEVkcTJ4Mkt3LXc1d1BFemFrb2I5aFYxY1JEMEFUTjNvUUw5Sk0iLCAianN1OXlWdWx3UVFsaEZsTV8zSmx6TWFTRnpnbGhRRzBEcGZheVF3TFVLNCJdLCAiaXNzIjogImh0dHBzOi8vaXNzdWVyLmV4YW1wbGUuY29tIiwgImlhdCI6IDE2ODMwMDAwMDAsICJleHAiOiAxODgzMDAwMDAwLCAic3ViIjogInVzZXJfNDIiLCAibmF0aW9uYWxpdGllcyI6IFt7Ii4uLiI6ICJwRm5kamtaX1ZDem15VGE2VWpsWm8zZGgta284YUlLUWM5RGxHemhhVllvIn0sIHsiLi4uIjogIjdDZjZKa1B1ZHJ5M2xjYndIZ2VaOGtoQXYxVTFPU2xlclAwVmtCSnJXWjAifV0sICJfc2RfYWxnIjogInNoYS0yNTYiLCAiY25mIjogeyJqd2siOiB7Imt0eSI6ICJFQyIsICJjcnYiOiAiUC0yNTYiLCAieCI6ICJUQ0FFUjE5WnZ1M09IRjRqNFc0dmZTVm9ISVAxSUxpbERsczd2Q2VHZW1jIiwgInkiOiAiWnhqaVdXYlpNUUdIVldLVlE0aGJTSWlyc1ZmdWVjQ0U2dDRqVDlGMkhaUSJ9fX0.MczwjBFGtzf-6WMT-hIvYbkb11NrV1WMO-jTijpMPNbswNzZ87wY2uHz-CXo6R04b7jYrpj9mNRAvVssXou1iw';
  const DISCLOSURES = [
    'WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd',
    'WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd',
    'WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImVtYWlsIiwgImpvaG5kb2VAZXhhbXBsZS5jb20iXQ',
    'WyJlSThaV205UW5LUHBOUGVOZW5IZGhRIiwgInBob25lX251bWJlciIsICIrMS0yMDItNTU1LTAxMDEiXQ',
    'WyJRZ19PNjR6cUF4ZTQxMmExMDhpcm9BIiwgInBob25lX251bWJlcl92ZXJpZmllZCIsIHRydWVd',
    'WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRyZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5IjogIkFueXRvd24iLCAicmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV0',
    'WyJQYzMzSk0yTGNoY1VfbEhnZ3ZfdWZRIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0',
    'WyJHMDJOU3JRZmpGWFE3SW8wOXN5YWpBIiwgInVwZGF0ZWRfYXQiLCAxNTcwMDAwMDAwXQ',
    'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0',
    'WyJuUHVvUW5rUkZxM0JJZUFtN0FuWEZBIiwgIkRFIl0',
  ];
  const KEY = {
    alg: 'ES256',
    publicKey: concat(
      Uint8Array.of(4),
      fromBase64Url('b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ'),
      fromBase64Url('Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8'),
    ),
  } as const;

  test.each([
    ['pure', pureSuite],
    ['native', nativeSuite],
  ] as const)('§5: the complete example verifies (%s)', (_, suite) => {
    const { claims, hidden, header } = verifySdJwt(suite, formatSdJwt(JWT, DISCLOSURES), KEY);
    expect(header).toEqual({ alg: 'ES256', typ: 'example+sd-jwt' });
    expect(hidden).toBe(0);
    expect(claims).toMatchObject({
      sub: 'user_42',
      given_name: 'John',
      phone_number_verified: true,
      address: { street_address: '123 Main St', locality: 'Anytown', region: 'Anystate', country: 'US' },
      updated_at: 1570000000,
      nationalities: ['US', 'DE'],
    });
    expect(claims).not.toHaveProperty('_sd');
    expect(claims).not.toHaveProperty('_sd_alg');
  });

  test('§5.2: a presentation of four keeps the rest hidden', () => {
    const shown = [1, 5, 0, 8].map((i) => DISCLOSURES[i]!);
    const { claims, hidden } = verifySdJwt(nativeSuite, formatSdJwt(JWT, shown), KEY);
    expect(hidden).toBe(6);
    expect(claims).toMatchObject({ family_name: 'Doe', given_name: 'John', nationalities: ['US'] });
    expect(claims).not.toHaveProperty('email');
  });

  test('surplus, repeated and foreign disclosures are refused', () => {
    const foreign = toBase64Url(utf8('["c2FsdA","given_name","Jane"]'));
    expect(() => verifySdJwt(nativeSuite, formatSdJwt(JWT, [...DISCLOSURES, foreign]), KEY)).toThrow(
      code('SDJWT_BAD_DISCLOSURE'),
    );
    expect(() => verifySdJwt(nativeSuite, formatSdJwt(JWT, [...DISCLOSURES, DISCLOSURES[0]!]), KEY)).toThrow(
      code('SDJWT_BAD_DISCLOSURE'),
    );
    expect(() => verifySdJwt(nativeSuite, formatSdJwt(JWT.replace('MczwjB', 'NczwjB'), DISCLOSURES), KEY)).toThrow(
      code('SDJWT_BAD_SIGNATURE'),
    );
  });
});

describe('payloads that RFC 9901 §7.1 says to reject', () => {
  const member = (name: JsonValue, value: JsonValue) => toBase64Url(utf8(canonicalJson(['c2FsdA', name, value])));
  const element = (value: JsonValue) => toBase64Url(utf8(canonicalJson(['c2FsdA', value])));
  const digest = (encoded: string) => disclosureDigest(sha256, encoded);
  const a = member('a', 1);
  const one = element(1);
  test.each<[string, JsonObject, string[]]>([
    ['digest signed twice', { _sd: [digest(a)], b: { _sd: [digest(a)] } }, [a]],
    ['hidden digest signed twice', { _sd: ['x'.repeat(43), 'x'.repeat(43)] }, []],
    ['member already there', { a: 0, _sd: [digest(a)] }, [a]],
    ['two members of one name', { _sd: [digest(a), digest(member('a', 2))] }, [a, member('a', 2)]],
    ['reserved name _sd', { _sd: [digest(member('_sd', []))] }, [member('_sd', [])]],
    ['reserved name ...', { _sd: [digest(member('...', 'x'))] }, [member('...', 'x')]],
    ['element as member', { _sd: [digest(one)] }, [one]],
    ['member as element', { list: [{ '...': digest(a) }] }, [a]],
    ['element with a neighbour', { list: [{ '...': digest(one), more: 1 }] }, [one]],
    ['element outside an array', { '...': digest(one) }, [one]],
    ['_sd no array', { _sd: digest(a) }, [a]],
    ['_sd of no strings', { _sd: [1] }, []],
    ['other algorithm', { _sd_alg: 'sha-512', _sd: [digest(a)] }, [a]],
    ['unreferenced', { _sd: [] }, [a]],
    ['four parts', { _sd: [] }, [toBase64Url(utf8('["s","a",1,2]'))]],
    ['name no string', { _sd: [] }, [member(1, 1)]],
    ['no JSON', { _sd: [] }, [toBase64Url(utf8('["s",'))]],
  ])('%s', (_, payload, disclosures) => {
    expect(() => resolveDisclosures(sha256, payload, disclosures)).toThrow(code('SDJWT_BAD_DISCLOSURE'));
  });

  test('disclosures inside disclosures are followed, but not without end', () => {
    const inner = member('inner', 'x');
    const outer = member('outer', { _sd: [digest(inner)] });
    expect(resolveDisclosures(sha256, { _sd: [digest(outer)] }, [inner, outer])).toEqual({
      claims: { outer: { inner: 'x' } },
      hidden: 0,
    });
    const chain = [member('end', 1)];
    for (let i = 0; i < 20_000; i++) chain.push(member('m', { _sd: [digest(chain.at(-1)!)] }));
    expect(() => resolveDisclosures(sha256, { _sd: [digest(chain.at(-1)!)] }, chain)).toThrow(
      code('SDJWT_BAD_DISCLOSURE'),
    );
  });
});

describe('issuing', () => {
  const secret = sha256(utf8('secret'));
  const signer = createNativeSigner(secret);
  const header = encodePart({ alg: 'EdDSA', typ: 'test+sd-jwt' });
  const key = { alg: 'EdDSA', publicKey: signer.publicKey } as const;

  test('what is concealed comes back, in any order of disclosures', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }).filter((name) => name !== '_sd' && name !== '...' && name !== '_sd_alg'),
          fc.jsonValue({ noNegativeZero: true } as fc.JsonSharedConstraints),
          { noNullPrototype: true },
        ),
        (input) => {
          const source = JSON.parse(JSON.stringify(input)) as JsonObject;
          const elementsOf = new Set(Object.keys(source).filter((_, i) => i % 2 === 0));
          let concealed;
          try {
            concealed = concealMembers(sha256, source, saltStream(sha256, secret), { elementsOf });
          } catch (error) {
            expect(error).toMatchObject({ code: 'JSON_NUMBER' });
            return;
          }
          const { object, disclosures } = concealed;
          const text = formatSdJwt(
            signJws(header, { ...object, _sd_alg: 'sha-256' }, signer.sign),
            [...disclosures].reverse(),
          );
          const { claims, hidden } = verifySdJwt(nativeSuite, text, key);
          expect(canonicalJson(claims)).toBe(canonicalJson(source));
          expect(hidden).toBe(0);
          expect(object['_sd'] ?? []).toEqual([...((object['_sd'] ?? []) as string[])].sort());
        },
      ),
    );
  });

  test('a member called __proto__ stays a member', () => {
    const source = JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject;
    const { object, disclosures } = concealMembers(sha256, source, saltStream(sha256, secret));
    const { claims } = resolveDisclosures(sha256, object, disclosures);
    expect(Object.keys(claims)).toEqual(['__proto__']);
    expect((claims as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('names that SD-JWT keeps for itself cannot be issued, at any depth', () => {
    for (const source of [
      { _sd: 1 },
      { '...': 1 },
      { ext: { deep: [{ '...': 'x' }] } },
      { ext: { _sd: [] } },
    ] as JsonObject[]) {
      expect(() => concealMembers(sha256, source, saltStream(sha256, secret))).toThrow(code('SDJWT_BAD_DISCLOSURE'));
    }
    expect(() => concealMembers(sha256, { text: '"...": "_sd":' }, saltStream(sha256, secret))).not.toThrow();
  });

  test('the salts of a secret are fixed for all time', () => {
    const salts = deriveSalts(sha256, new Uint8Array(32), 3);
    const block = (i: number) =>
      sha256(concat(Uint8Array.of(0, 0, 0, i), new Uint8Array(32), utf8('sealtrail/salts/1')));
    expect(salts).toEqual([block(1).slice(0, 16), block(1).slice(16), block(2).slice(0, 16)]);
    expect(salts.map(toHex)).toMatchInlineSnapshot(`
      [
        "5ed13bcaa6ed089c4aeae11336bdb9d1",
        "2ab1fc7b18ca78676cfcb7f07c47b5a4",
        "c3bcaac3537cfef98d99c242175fbf60",
      ]
    `);
    expect(() => deriveSalts(sha256, new Uint8Array(31), 1)).toThrow(code('CRYPTO_BAD_KEY'));
  });

  test('tokens that are not one are refused', () => {
    const jwt = signJws(header, {}, signer.sign);
    for (const bad of [
      '',
      '~',
      jwt,
      `${jwt}~~`,
      `${jwt}~a`,
      'a.b~',
      'a.b.c.d~',
      `${jwt}=~`,
      ` ${jwt}~`,
      `${jwt.replace(/^[^.]+/, 'W10')}~`,
    ]) {
      expect(() => parseSdJwt(bad), bad).toThrow(code('SDJWT_MALFORMED'));
    }
    expect(() =>
      verifySdJwt(nativeSuite, `${signJws(encodePart({ alg: 'none' }), {}, () => new Uint8Array())}~`, key),
    ).toThrow(code('SDJWT_BAD_SIGNATURE'));
    expect(() =>
      verifySdJwt(nativeSuite, `${signJws(encodePart({ alg: 'EdDSA', crit: ['b64'] }), {}, signer.sign)}~`, key),
    ).toThrow(code('SDJWT_BAD_SIGNATURE'));
  });
});
