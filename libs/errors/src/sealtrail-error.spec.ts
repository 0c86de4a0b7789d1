import { expect, test } from 'vitest';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';

test('an error carries code, sentence, data, status and docs anchor', () => {
  const error = new SealtrailError('NOT_FOUND', 'No event has this id.', { id: 'x' });
  expect(error).toMatchObject({
    code: 'NOT_FOUND',
    message: 'No event has this id.',
    status: 404,
    docs: 'docs/errors.md#not_found',
  });
  expect(isSealtrailError(error)).toBe(true);
  expect(isSealtrailError(new Error('NOT_FOUND'))).toBe(false);
});
