import { fromUtf8, utf8 } from '@sealtrail/bytes/utf8';
import { expect, test } from 'vitest';
import { encodeFrame, rebuildDocument } from './frame.js';

test('a document comes back byte for byte', () => {
  const frame = encodeFrame([utf8('{"a":['), 0, utf8(' ,\n'), 1, utf8(']}\n')]);
  const events = [utf8('{"é":1}'), utf8('{}')];
  expect(fromUtf8(rebuildDocument(frame, (ordinal) => events[ordinal]))).toBe('{"a":[{"é":1} ,\n{}]}\n');
});

test('a missing event or a cut frame is damage, not silence', () => {
  const frame = encodeFrame([utf8('['), 0, utf8(']')]);
  expect(() => rebuildDocument(frame, () => undefined)).toThrow(/damaged/);
  expect(() => rebuildDocument(frame.subarray(0, 3), () => utf8('1'))).toThrow(/damaged/);
});
