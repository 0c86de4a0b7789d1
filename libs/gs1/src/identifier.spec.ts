import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSealtrailError, type SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { canonicalUri, glnOfUri } from './canonical-uri.js';
import { checkDigit, hasValidCheckDigit, withCheckDigit } from './check-digit.js';
import { isGln } from './gln.js';
import { parseIdentifier } from './identifier.js';
import { companyPrefixOfUrn } from './parse-urn.js';

const GS = '\u001d';
const failure = (text: string): SealtrailError => {
  try {
    parseIdentifier(text);
  } catch (error) {
    if (isSealtrailError(error)) return error;
    throw error;
  }
  throw new Error(`${text} was taken`);
};

describe('check digit (GS1 General Specifications §7.9.1)', () => {
  test.each([
    ['629104150021', '3'],
    ['37610425002123456', '9'],
    ['0614141', '1'.replace('1', checkDigit('0614141'))],
  ])('%s ends in %s', (digits, expected) => {
    expect(checkDigit(digits)).toBe(expected);
  });
  test('any single wrong digit is noticed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const good = withCheckDigit(digits);
        const bad = good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1);
        expect(hasValidCheckDigit(good)).toBe(true);
        expect(hasValidCheckDigit(bad)).toBe(false);
      }),
    );
  });
});

describe('EPC URNs become Digital Links (EPC TDS 2.0 §6, §7)', () => {
  test.each([
    ['urn:epc:id:sgtin:4012345.011111.9876', 'sgtin', '/01/04012345111118/21/9876'],
    ['urn:epc:id:sgtin:0614141.112345.32a%2Fb', 'sgtin', '/01/10614141123459/21/32a%2Fb'],
    ['urn:epc:id:sgtin:0614141.112345.a.b', 'sgtin', '/01/10614141123459/21/a.b'],
    ['urn:epc:class:lgtin:4054739.099914.20160711', 'lgtin', '/01/04054739999148/10/20160711'],
    ['urn:epc:idpat:sgtin:4012345.066666.*', 'gtin', '/01/04012345666663'],
    ['urn:epc:id:sscc:4012345.1112223334', 'sscc', '/00/140123451122233341'],
    ['urn:epc:id:sgln:4012345.00005.0', 'gln', '/414/4012345000054'],
    ['urn:epc:id:sgln:0614141.07346.1234', 'sgln', '/414/0614141073467/254/1234'],
    ['urn:epc:id:pgln:4012345.00000', 'pgln', '/417/4012345000009'],
    ['urn:epc:id:pgln:401234512345.', 'pgln', `/417/${withCheckDigit('401234512345')}`],
    ['urn:epc:id:grai:4012345.66666.87', 'grai', '/8003/0401234566666387'],
    ['urn:epc:id:giai:4012345.AAbb', 'giai', '/8004/4012345AAbb'],
    ['urn:epc:id:gsrn:0614141.0000010253', 'gsrn', `/8018/${withCheckDigit('06141410000010253')}`],
    ['urn:epc:id:gsrnp:4012345.0000098765', 'gsrnp', `/8017/${withCheckDigit('40123450000098765')}`],
    ['urn:epc:id:gdti:4012345.55555.1234', 'gdti', '/253/40123455555541234'],
    ['urn:epc:id:sgcn:4012345.99999.44', 'gcn', `/255/${withCheckDigit('401234599999')}44`],
    ['urn:epc:id:ginc:4012345.333', 'ginc', '/401/4012345333'],
    ['urn:epc:id:gsin:4012345.999987654', 'gsin', `/402/${withCheckDigit('4012345999987654')}`],
    ['urn:epc:id:cpi:4012345.ABC.123', 'cpi', '/8010/4012345ABC/8011/123'],
    ['urn:epc:id:itip:4012345.012345.01.02.999', 'itip', `/8006/${withCheckDigit('0401234512345')}0102/21/999`],
    ['urn:epc:id:upui:4012345.012345.AB12', 'upui', `/01/${withCheckDigit('0401234512345')}/235/AB12`],
    ['urn:epc:idpat:grai:4012345.66666.*', 'grai', '/8003/04012345666663'],
  ])('%s is a %s', (urn, kind, path) => {
    const identifier = parseIdentifier(urn);
    expect(identifier).toMatchObject({ kind, form: 'urn', original: urn, canonical: `https://id.gs1.org${path}` });
    expect(canonicalUri(urn)).toBe(identifier.canonical);
    // The Digital Link reads back as itself: the index form is a fixed point.
    expect(parseIdentifier(identifier.canonical)).toMatchObject({ kind, canonical: identifier.canonical });
  });
  test('only URNs tell the company prefix', () => {
    expect(companyPrefixOfUrn('urn:epc:id:sgtin:4012345.011111.9876')).toBe('4012345');
    expect(companyPrefixOfUrn('https://id.gs1.org/01/04012345111118/21/9876')).toBeUndefined();
    expect(companyPrefixOfUrn('urn:epc:id:sgtin:401.1.1')).toBeUndefined();
  });
  test.each([
    ['urn:epc:id:sgtin:4012345.01111.9876', 'GS1_LENGTH', 'urn:epc:id:sgtin:4012345.⟦01111⟧.9876'],
    ['urn:epc:id:sgtin:40A2345.011111.9876', 'GS1_CHARACTER', 'urn:epc:id:sgtin:⟦40A2345⟧.011111.9876'],
    ['urn:epc:id:sscc:4012345.11122233345', 'GS1_LENGTH', 'urn:epc:id:sscc:4012345.⟦11122233345⟧'],
    ['urn:epc:id:sgtin:4012345.011111', 'GS1_LENGTH', 'urn:epc:id:sgtin:⟦4012345.011111⟧'],
  ])('%s is refused with %s', (urn, code, marked) => {
    expect(failure(urn)).toMatchObject({ code, data: { marked } });
    expect(canonicalUri(urn)).toBe(urn);
  });
});

describe('Digital Links of any domain (GS1 Digital Link: URI Syntax)', () => {
  test.each([
    [
      'https://brand.example/shop/01/04012345111118/21/A1?17=261231&linkType=gs1:pip',
      'https://id.gs1.org/01/04012345111118/21/A1',
    ],
    ['http://x.example/gtin/4012345111118/ser/A1', 'https://id.gs1.org/01/04012345111118/21/A1'],
    ['https://x.example/01/4012345111118/22/V1/10/L1/21/S1/', 'https://id.gs1.org/01/04012345111118/21/S1'],
    ['https://x.example/01/04012345111118/10/L1#part', 'https://id.gs1.org/01/04012345111118/10/L1'],
    ['https://x.example/01/04012345111118/21/a(b)%2Bc', 'https://id.gs1.org/01/04012345111118/21/a%28b%29%2Bc'],
    ['https://x.example/414/4012345000054/254/dock%207', 'https://x.example/414/4012345000054/254/dock%207'],
    ['https://x.example/01/', 'https://x.example/01/'],
    ['https://x.example/po/01/hello', 'https://x.example/po/01/hello'],
    ['http://transaction.acme.com/po/12345678', 'http://transaction.acme.com/po/12345678'],
    ['https://id.gs1.org/00/040123451111111127', 'https://id.gs1.org/00/040123451111111127'],
  ])('%s', (text, canonical) => expect(canonicalUri(text)).toBe(canonical));
  test('serial and lot are both told', () => {
    expect(parseIdentifier('https://x.example/01/04012345111118/10/L1/21/S1?17=261231')).toMatchObject({
      kind: 'sgtin',
      lot: 'L1',
      serial: 'S1',
      gtin: '04012345111118',
      elements: { '17': '261231' },
    });
  });
  test.each([
    ['https://x.example/01/04012345111117', 'GS1_CHECK_DIGIT', 'https://x.example/01/0401234511111⟦7⟧'],
    ['https://x.example/01/4012345111117/21/7', 'GS1_CHECK_DIGIT', 'https://x.example/01/401234511111⟦7⟧/21/7'],
    ['https://x.example/01/04012345111118/21/S/10/L', 'GS1_ORDER', 'https://x.example/01/04012345111118/21/S/⟦10⟧/L'],
    ['https://x.example/01/040123451111', 'GS1_CHECK_DIGIT', 'https://x.example/01/04012345111⟦1⟧'],
    ['https://x.example/01/0401234511', 'GS1_LENGTH', 'https://x.example/01/⟦0401234511⟧'],
    [
      'https://x.example/01/04012345111118/21/123456789012345678901',
      'GS1_LENGTH',
      'https://x.example/01/04012345111118/21/⟦123456789012345678901⟧',
    ],
  ])('%s is refused with %s', (text, code, marked) => expect(failure(text)).toMatchObject({ code, data: { marked } }));
  test('GLN of a place or party', () => {
    expect(glnOfUri('urn:epc:id:pgln:4012345.00000')).toBe('4012345000009');
    expect(glnOfUri('https://x.example/414/4012345000054')).toBe('4012345000054');
    expect(glnOfUri('geo:1,2')).toBeUndefined();
  });
});

describe('scans (GS1 General Specifications §7.8)', () => {
  const FULL = `010401234511111810LOT-1${GS}21SER/9${GS}17261231`;
  test.each([
    `]d2${FULL}`,
    `]C1${GS}${FULL}`,
    `]Q3${FULL.replaceAll(GS, '<GS>')}`,
    `]e0${FULL.replaceAll(GS, '\u241d')}`,
    FULL,
    FULL.replaceAll(GS, '{GS}'),
    '(01)04012345111118(10)LOT-1(21)SER/9(17)261231',
  ])('%j', (text) => {
    expect(parseIdentifier(text)).toMatchObject({
      kind: 'sgtin',
      form: 'element-string',
      gtin: '04012345111118',
      lot: 'LOT-1',
      serial: 'SER/9',
      canonical: 'https://id.gs1.org/01/04012345111118/21/SER%2F9',
      elements: { '17': '261231' },
    });
  });
  test.each([
    ['00140123451122233341', { kind: 'sscc', sscc: '140123451122233341' }],
    ['(00)140123451122233341(400)PO1', { kind: 'sscc' }],
    [`]C14144012345000054254DOCK${GS}`, { kind: 'sgln', gln: '4012345000054', extension: 'DOCK' }],
    ['(8003)04012345666663ABC', { kind: 'grai', value: '04012345666663ABC' }],
    ['(01)04012345111118(3103)001250', { kind: 'gtin', elements: { '3103': '001250' } }],
    ['(01)04012345111118(21)a(b)c', { kind: 'sgtin', serial: 'a(b)c' }],
    ['140123451122233341', { kind: 'sscc', form: 'digits' }],
    ['96385074', { kind: 'gtin', gtin: '00000096385074' }],
    ['4 012345 000054', { kind: 'gtin', alternatives: [{ kind: 'gln', gln: '4012345000054' }] }],
    ['https://id.gs1.org/8010/4012345ABC/8011/123', { kind: 'cpi' }],
    ['urn:uuid:404d95fc-9457-4a51-bd6a-0bba133845a8', { kind: 'uri' }],
  ])('%j', (text, expected) => expect(parseIdentifier(text)).toMatchObject(expected));
  test.each([
    [']d2010401234511111721A', 'GS1_CHECK_DIGIT', '010401234511111⟦7⟧21A'],
    [']d2010401234511111821A17', 'none', ''],
    [`]d2010401234511111817261331${GS}21A`, 'GS1_DATE', `010401234511111817⟦261331⟧${GS}21A`],
    [']d20104012345111118992', 'none', ''],
    [']d2010401234511111805X', 'GS1_UNKNOWN_AI', '0104012345111118⟦05X⟧'],
    [`]d2010401234511111821${GS}`, 'GS1_LENGTH', `010401234511111821⟦⟧${GS}`],
    ['(01)0401234511111X', 'GS1_CHARACTER', '(01)0401234511111⟦X⟧'],
    [']d210LOT', 'GS1_NO_KEY', '⟦]d210LOT⟧'],
    ['04012345111117', 'GS1_CHECK_DIGIT', '0401234511111⟦7⟧'],
    ['123456789', 'GS1_LENGTH', '⟦123456789⟧'],
    ['hello world', 'GS1_UNRECOGNISED', '⟦hello world⟧'],
    ['', 'GS1_UNRECOGNISED', '⟦⟧'],
  ])('%j gives %s', (text, code, marked) => {
    if (code === 'none') expect(parseIdentifier(text).kind).toMatch(/gtin/);
    else expect(failure(text)).toMatchObject({ code, data: { marked } });
  });
});

describe('any text', () => {
  const unit = fc.constantFrom(...`0123456789()[]<>{}GS:/.?#%&urnepcidsgtinhttps01 21]dCQe${GS}\u241dé😀`);
  test('gives an identifier or a coded error with a mark inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit, maxLength: 60 }),
          fc.string({ unit }).map((t) => `urn:epc:id:sgtin:${t}`),
          fc.string({ unit }).map((t) => `https://x/01/${t}`),
          fc.string({ unit }).map((t) => `]d201${t}`),
        ),
        (text) => {
          canonicalUri(text);
          try {
            const identifier = parseIdentifier(text);
            if (identifier.form !== 'uri')
              expect(parseIdentifier(identifier.canonical).canonical).toBe(identifier.canonical);
          } catch (error) {
            if (!isSealtrailError(error)) throw error;
            const { start, end, marked } = error.data as { start: number; end: number; marked: string };
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(marked).toContain('⟦');
          }
        },
      ),
      { numRuns: 5000, seed: 1 },
    );
  });
  test('URN and Digital Link of one item meet in one canonical form', () => {
    const serial = fc.stringMatching(/^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/);
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 12 }), fc.stringMatching(/^\d{13}$/), serial, (length, digits, text) => {
        const escaped = text.replace(/["%&/<>?]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
        const urn = `urn:epc:id:sgtin:${digits.slice(1, 1 + length)}.${digits[0]}${digits.slice(1 + length)}.${escaped}`;
        const link = `https://shop.example/01/${withCheckDigit(digits)}/21/${encodeURIComponent(text)}`;
        expect(canonicalUri(urn)).toBe(canonicalUri(link));
        expect(parseIdentifier(urn)).toMatchObject({ serial: text, gtin: withCheckDigit(digits) });
      }),
    );
  });
  test('a GLN is 13 digits with their check digit', () => {
    expect([isGln('4012345000054'), isGln('4012345000055'), isGln('401234500005'), isGln('40123450000５4')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
