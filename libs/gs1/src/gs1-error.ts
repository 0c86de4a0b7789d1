import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** Where in the text the trouble is: `start` inclusive, `end` exclusive, in UTF-16 units. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export type Gs1ErrorCode = Extract<ErrorCode, `GS1_${string}`>;

/**
 * An error about one piece of text. `data` carries the text, the mark and the text with the
 * offending characters between ⟦ and ⟧, so that any screen can point at them.
 */
export function gs1Error(
  code: Gs1ErrorCode,
  sentence: string,
  text: string,
  mark: Mark,
  more: Record<string, unknown> = {},
): SealtrailError {
  const marked = `${text.slice(0, mark.start)}⟦${text.slice(mark.start, mark.end)}⟧${text.slice(mark.end)}`;
  return new SealtrailError(code, sentence, { text, ...mark, marked, ...more });
}
