import { concat } from '@sealtrail/bytes/concat';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** A captured document cut in pieces: literal bytes, or the ordinal of an event whose payload stands elsewhere. */
export type FramePiece = Uint8Array | number;

const LITERAL = 0;
const EVENT = 1;
const HEAD_SIZE = 5;

/** Frame as stored: per piece a tag byte and a 32-bit number, the length of the literal that follows or an ordinal. */
export function encodeFrame(pieces: readonly FramePiece[]): Uint8Array {
  let size = 0;
  for (const piece of pieces) size += HEAD_SIZE + (typeof piece === 'number' ? 0 : piece.length);
  const frame = Buffer.allocUnsafe(size);
  let at = 0;
  for (const piece of pieces) {
    const literal = typeof piece !== 'number';
    at = frame.writeUInt8(literal ? LITERAL : EVENT, at);
    at = frame.writeUInt32BE(literal ? piece.length : piece, at);
    if (!literal) continue;
    frame.set(piece, at);
    at += piece.length;
  }
  return frame;
}

/**
 * The document's bytes, exactly as they were captured.
 * @param payloadOf bytes of the event with this ordinal
 * @throws SealtrailError INTERNAL when the frame is damaged
 */
export function rebuildDocument(frame: Uint8Array, payloadOf: (ordinal: number) => Uint8Array | undefined): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < frame.length) {
    if (at + HEAD_SIZE > frame.length) throw damaged();
    const tag = view.getUint8(at);
    const number = view.getUint32(at + 1);
    at += HEAD_SIZE;
    if (tag === LITERAL && at + number <= frame.length) {
      parts.push(frame.subarray(at, at + number));
      at += number;
    } else {
      const payload = tag === EVENT ? payloadOf(number) : undefined;
      if (!payload) throw damaged();
      parts.push(payload);
    }
  }
  return concat(...parts);
}

function damaged(): SealtrailError {
  return new SealtrailError('INTERNAL', 'The stored frame of this document is damaged.');
}
