import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LogFile } from './log-file.js';

test('keeps two files of bounded size, and gives its last lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealtrail-log-'));
  const log = new LogFile(join(folder, 'part.log'));
  const line = `${'x'.repeat(1024 * 1024 - 1)}\n`;
  for (let at = 0; at < 20; at++) log.write(line);
  log.write('last\n');
  expect(statSync(log.path).size + statSync(`${log.path}.1`).size).toBeLessThan(20 * 1024 * 1024);
  expect(log.tail(1)).toEqual(['last']);
  rmSync(folder, { recursive: true });
});

test('a log that cannot be written loses lines, not the platform', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealtrail-log-'));
  const log = new LogFile(join(folder, 'part.log'));
  rmSync(folder, { recursive: true });
  expect(() => log.write('lost\n')).not.toThrow();
  expect(log.tail()).toEqual([]);
});
