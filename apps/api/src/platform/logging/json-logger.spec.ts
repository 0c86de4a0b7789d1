import { expect, test } from 'vitest';
import { JsonLogger } from './json-logger.js';

test('one JSON object per line, nothing below the level', () => {
  const lines: string[] = [];
  const logger = new JsonLogger('info', (line) => lines.push(line));
  logger.log('up', 'App');
  logger.log('AppModule dependencies initialized', 'InstanceLoader');
  logger.debug('detail');
  logger.error(new Error('broken'), 'App');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'info', context: 'App', message: 'up' },
    { level: 'error', message: 'broken', stack: expect.stringContaining('broken') },
  ]);
});
