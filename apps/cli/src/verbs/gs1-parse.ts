import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseIdentifier } from '@sealtrail/gs1/identifier';
import type { CommonOptions } from '../main.js';
import { printJson } from '../support/output.js';

/** `sealtrail gs1 parse TEXT`: what an identifier means, always as JSON. Exit 1 when it means nothing. */
export function gs1Parse(text: string, options: CommonOptions): Promise<number> {
  try {
    printJson(parseIdentifier(text));
    return Promise.resolve(0);
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    if (options.json) {
      printJson({ error: { code: error.code, message: error.message, data: error.data } });
    } else {
      const marked = error.data['marked'];
      process.stderr.write(`${error.message}\n${typeof marked === 'string' ? `  ${marked}\n` : ''}`);
    }
    return Promise.resolve(1);
  }
}
