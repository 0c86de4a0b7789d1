import { fromHex } from '@sealtrail/bytes/hex';
import { toBase64 } from '@sealtrail/bytes/base64';
import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { pureSuite } from '@sealtrail/crypto/pure-suite';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { buildConsistencyProof, readRoot, verifyConsistency } from '@sealtrail/merkle/consistency-proof';
import { leafHash } from '@sealtrail/merkle/hashing';
import { buildInclusionProof, verifyInclusion } from '@sealtrail/merkle/inclusion-proof';
import { describe, expect, test } from 'vitest';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.js';
import { formatEntryBundle, parseEntryBundle } from './entry-bundle.js';
import { openNote, parseNote, signNote, type NoteSigner } from './note.js';
import { entriesPath, parseTilePath, tilePath, tileSlot, tileWidth } from './tile.js';
import { createTileReader } from './tile-reader.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';
import { formatVkey, parseVkey, verifierKey } from './vkey.js';

const { sha256 } = nativeSuite;
const code = (code: string) => expect.objectContaining({ code });
const signer = (name: string, byte: number): NoteSigner => {
  const native = createNativeSigner(new Uint8Array(32).fill(byte));
  return { ...verifierKey(sha256, name, native.publicKey), sign: native.sign };
};

// The published example of c2sp.org/signed-note's first implementation.
const EXAMPLE_VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE_NOTE =
  'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

describe('signed note', () => {
  test.each([
    ['pure', pureSuite],
    ['native', nativeSuite],
  ] as const)('the published example opens (%s)', (_, suite) => {
    const key = parseVkey(sha256, EXAMPLE_VKEY);
    expect(formatVkey(key)).toBe(EXAMPLE_VKEY);
    expect(key).toMatchObject({ name: 'example.com/foo', keyId: '530d903a' });
    expect(openNote(suite, EXAMPLE_NOTE, [key])).toMatchObject({ text: 'This is an example message.\n', unknown: [] });
  });

  test('the second published example parses, with empty lines in its text', () => {
    const note =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
    expect(parseNote(note)).toMatchObject({
      text: expect.stringMatching(/sera\.\n$/),
      signatures: [{ keyId: '367ba04b' }],
    });
  });

  test('each flipped bit of the example spoils it', () => {
    const key = parseVkey(sha256, EXAMPLE_VKEY);
    const bytes = utf8(EXAMPLE_NOTE);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openNote(nativeSuite, new TextDecoder().decode(flipped), [key]), `bit ${bit}`).toThrow(
        /TLOG_|note|signature|key/i,
      );
    }
  });

  test('unknown signatures are passed over; a known one that fails, or none, spoils the note', () => {
    const [log, witness, stranger] = [
      signer('log.example', 1),
      signer('witness.example', 2),
      signer('stranger.example', 3),
    ];
    const note = signNote('text\n', [log, witness]);
    expect(openNote(nativeSuite, note, [log])).toMatchObject({
      verified: [{ name: 'log.example' }],
      unknown: [{ name: 'witness.example' }],
    });
    expect(() => openNote(nativeSuite, note, [stranger])).toThrow(code('TLOG_BAD_SIGNATURE'));
    expect(() => openNote(nativeSuite, note.replace('text', 'test'), [log])).toThrow(code('TLOG_BAD_SIGNATURE'));
    const forged = signNote('text\n', [log, { ...witness, sign: stranger.sign }]);
    expect(() => openNote(nativeSuite, forged, [log, witness])).toThrow(code('TLOG_BAD_SIGNATURE'));
    expect(() => openNote(nativeSuite, signNote('text\n', [log, log]), [log])).toThrow(code('TLOG_BAD_NOTE'));
  });

  test.each([
    'no signatures\n',
    'text\n\n',
    'text\n\n\u2014 a AAAAAAA=',
    'text\n\n- a AAAAAAA=\n',
    'text\n\n\u2014 a  AAAAAAA=\n',
    'text\n\n\u2014 a AAAAAAA= \n',
    'text\n\n\u2014 a AAAAAAB=\n',
    'text\n\n\u2014 a AAAA\n',
    'text\n\n\u2014 a+b AAAAAAA=\n',
    'text\n\n\u2014 a\u00a0b AAAAAAA=\n',
    'te\txt\n\n\u2014 a AAAAAAA=\n',
    'te\rxt\n\n\u2014 a AAAAAAA=\n',
    '\n\n\u2014 a AAAAAAA=\n',
  ])('malformed: %j', (note) => {
    expect(() => parseNote(note)).toThrow(code('TLOG_BAD_NOTE'));
  });

  test.each([
    'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U',
    '+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    EXAMPLE_VKEY + '\n',
  ])('not a verifier key: %j', (text) => {
    expect(() => parseVkey(sha256, text)).toThrow(code('TLOG_BAD_KEY'));
  });
});

describe('checkpoint', () => {
  const root = sha256(utf8('root'));
  const text = `example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`;

  test('the published example, and back', () => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163n, extensions: [] });
    expect(formatCheckpoint(checkpoint)).toBe(text);
    expect(parseCheckpoint(`${text}extension\n`).extensions).toEqual(['extension']);
  });

  test('opens under the key of its own log only', () => {
    const log = signer('example.com/log', 1);
    const note = signNote(formatCheckpoint({ origin: log.name, size: 5n, root }), [log]);
    expect(openCheckpoint(pureSuite, note, log).checkpoint).toMatchObject({ size: 5n, root });
    const other = signNote(formatCheckpoint({ origin: 'example.com/other', size: 5n, root }), [log]);
    expect(() => openCheckpoint(pureSuite, other, log)).toThrow(code('TLOG_BAD_CHECKPOINT'));
  });

  test.each([
    text.slice(0, -1),
    text.replace('20852163', '020852163'),
    text.replace('20852163', '+1'),
    text.replace('20852163', '-1'),
    text.replace('20852163', '18446744073709551616'),
    text.replace('20852163', ''),
    text.replace('q2I=', 'q2J='),
    text.replace('q2I=', 'q2I'),
    text.replace('CsUY', ''),
    `\n1\n${toBase64(root)}\n`,
    `${text}\n`,
    `${text}a\n\nb\n`,
    'example.com\n1\n',
  ])('malformed: %j', (bad) => {
    expect(() => parseCheckpoint(bad)).toThrow(code('TLOG_BAD_CHECKPOINT'));
  });
});

describe('tiles', () => {
  test('paths as the specification spells them', () => {
    expect(tilePath(0, 1234067n)).toBe('tile/0/x001/x234/067');
    expect(tilePath(63, 0n, 8)).toBe('tile/63/000.p/8');
    expect(entriesPath(1000n, 255)).toBe('tile/entries/x001/000.p/255');
    for (const path of ['tile/0/x001/x234/067', 'tile/1/000.p/1', 'tile/entries/x999/999']) {
      const { kind, level, index, width } = parseTilePath(path);
      expect(kind === 'tile' ? tilePath(level, index, width) : entriesPath(index, width)).toBe(path);
    }
  });

  test.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/01',
    'tile/0/001/',
    '/tile/0/001',
    'tile/0/x001',
    'tile/0/../001',
    'tile/0/001\n',
  ])('no path: %j', (path) => {
    expect(() => parseTilePath(path)).toThrow(code('TLOG_BAD_TILE'));
  });

  test('widths of the specification: a tree of 70,000, and one of 256', () => {
    expect(tileWidth({ level: 0, index: 272n }, 70_000n)).toBe(256);
    expect(tileWidth({ level: 0, index: 273n }, 70_000n)).toBe(112);
    expect(tileWidth({ level: 0, index: 274n }, 70_000n)).toBe(0);
    expect(tileWidth({ level: 1, index: 0n }, 70_000n)).toBe(256);
    expect(tileWidth({ level: 1, index: 1n }, 70_000n)).toBe(17);
    expect(tileWidth({ level: 2, index: 0n }, 70_000n)).toBe(1);
    expect(tileWidth({ level: 1, index: 0n }, 256n)).toBe(1);
  });

  test('proofs read from tiles hold, across three tile levels', async () => {
    const size = 66_000;
    const tiles = new Map<string, Uint8Array>();
    const range = new CompactRange(sha256, (level, index, hash) => {
      const slot = tileSlot({ level, index });
      if (slot === undefined) return;
      const key = `${slot.tile.level}/${slot.tile.index}`;
      const bytes = tiles.get(key) ?? new Uint8Array(256 * 32);
      bytes.set(hash, slot.offset * 32);
      tiles.set(key, bytes);
    });
    const entry = (i: number) => sha256(utf8(String(i)));
    let middle: Uint8Array | undefined;
    for (let i = 0; i < size; i++) {
      if (i === 40_001) middle = range.root();
      range.append(leafHash(sha256, entry(i)));
    }
    let asked = 0;
    const reader = createTileReader(sha256, {
      readTiles: (ids) => {
        asked++;
        return Promise.resolve(
          ids.map((id) => {
            const width = tileWidth(id, BigInt(size));
            return width === 0 ? undefined : tiles.get(`${id.level}/${id.index}`)?.subarray(0, width * 32);
          }),
        );
      },
    });
    expect(await readRoot(sha256, reader, BigInt(size))).toEqual(range.root());
    for (const i of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await buildInclusionProof(sha256, reader, BigInt(i), BigInt(size));
      verifyInclusion(
        sha256,
        { leafHash: leafHash(sha256, entry(i)), index: BigInt(i), size: BigInt(size), proof },
        range.root(),
      );
    }
    const proof = await buildConsistencyProof(sha256, reader, 40_001n, BigInt(size));
    verifyConsistency(sha256, { from: 40_001n, to: BigInt(size), fromRoot: middle!, toRoot: range.root(), proof });
    expect(asked).toBe(8);
    await expect(buildInclusionProof(sha256, reader, 0n, 200_000n)).rejects.toMatchObject({
      code: expect.stringMatching(/TLOG_BAD_TILE|MERKLE_NODE_MISSING/),
    });
  });

  test('entry bundles go there and back', () => {
    const entries = [utf8('a'), new Uint8Array(), new Uint8Array(300).fill(7)];
    expect(formatEntryBundle([utf8('ab')])).toEqual(fromHex('00026162'));
    expect(parseEntryBundle(formatEntryBundle(entries))).toEqual(entries);
    expect(() => parseEntryBundle(fromHex('000261'))).toThrow(code('TLOG_BAD_TILE'));
    expect(() => parseEntryBundle(fromHex('00'))).toThrow(code('TLOG_BAD_TILE'));
    expect(() => formatEntryBundle([new Uint8Array(65_536)])).toThrow(code('TLOG_BAD_TILE'));
  });
});

describe('tlog-proof', () => {
  const hash = sha256(utf8('sibling'));
  const line = toBase64(hash);
  const checkpoint =
    'example.com/log\n2\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/log AAAAAAA=\n';

  test('as the specification lays it out, and back', () => {
    const text = `c2sp.org/tlog-proof@v1\nindex 1\n${line}\n\n${checkpoint}`;
    expect(formatTlogProof({ index: 1n, hashes: [hash], checkpoint })).toBe(text);
    expect(parseTlogProof(text)).toEqual({ index: 1n, hashes: [hash], checkpoint });
    const extra = { extra: utf8('x'), index: 0n, hashes: [], checkpoint };
    expect(formatTlogProof(extra)).toBe(`c2sp.org/tlog-proof@v1\nextra eA==\nindex 0\n\n${checkpoint}`);
    expect(parseTlogProof(formatTlogProof(extra))).toEqual(extra);
  });

  test.each([
    '',
    'c2sp.org/tlog-proof@v2\nindex 1\n\nx',
    'c2sp.org/tlog-proof@v1\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 01\n\nx',
    'c2sp.org/tlog-proof@v1\nindex -1\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 1 \n\nx',
    'c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 1\nextra eA==\n\nx',
    'c2sp.org/tlog-proof@v1\nextra eB==\nindex 1\n\nx',
    'c2sp.org/tlog-proof@v1\nextra \nindex 1\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 1\neA==\n\nx',
    `c2sp.org/tlog-proof@v1\nindex 1\n${line} \n\nx`,
    `c2sp.org/tlog-proof@v1\r\nindex 1\n${line}\n\nx`,
    `c2sp.org/tlog-proof@v1\nindex 1\n${line}\n\n`,
    `c2sp.org/tlog-proof@v1\nindex 1\n${`${line}\n`.repeat(65)}\nx`,
  ])('malformed: %j', (text) => {
    expect(() => parseTlogProof(text)).toThrow(code('TLOG_BAD_PROOF'));
  });
});
