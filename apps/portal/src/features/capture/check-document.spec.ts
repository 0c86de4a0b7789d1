import { expect, test } from 'vitest';
import { checkDocument } from './check-document';
import { exampleDocument } from './example-document';

const NOW = Date.parse('2026-03-01T10:00:00Z');

test('the example passes every check', () => {
  expect(checkDocument(exampleDocument(new Date(NOW)), NOW)).toEqual({ valid: true, eventCount: 2, issues: [] });
});

test('text that is no JSON is one issue with its place', () => {
  const check = checkDocument('{"type": "EPCISDocument",', NOW);
  expect(check.valid).toBe(false);
  expect(check.issues).toHaveLength(1);
  expect(check.issues[0]?.message).not.toBe('');
});

test('a wrong event is named by number, field and rule', () => {
  const document = exampleDocument(new Date(NOW)).replace('"action": "OBSERVE"', '"action": "LOOK"');
  const [issue] = checkDocument(document, NOW).issues;
  expect(issue).toMatchObject({ event: 2, field: '/action' });
  expect(issue?.rule).toBeTruthy();
  expect(issue?.clause).toBeTruthy();
});
