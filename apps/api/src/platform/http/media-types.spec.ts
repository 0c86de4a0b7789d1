import { expect, test } from 'vitest';
import { requireReadable, unsupportedMediaType } from './media-types.js';

test.each([
  ['application/xml', /XML comes later.*application\/json or application\/ld\+json/],
  ['text/xml; charset=utf-8', /XML \(text\/xml\)/],
  ['application/epcis+xml', /XML comes later/],
  ['text/plain', /"text\/plain".*application\/json/],
  [undefined, /no Content-Type.*application\/ld\+json/],
])('a body of %s is told what is taken', (found, sentence) => {
  expect(unsupportedMediaType(found)).toMatchObject({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: expect.stringMatching(sentence),
  });
});

test.each([undefined, '', '*/*', 'text/html, application/*;q=0.1', 'application/ld+json; profile="x"'])(
  'Accept %j is readable',
  (accept) => expect(() => requireReadable(accept)).not.toThrow(),
);

test.each([
  ['text/html', /"text\/html".*application\/json and application\/ld\+json/],
  ['application/xml', /XML comes later/],
  ['application/json;q=0, text/csv', /only application\/json/],
])('Accept %j is refused with what is offered', (accept, sentence) => {
  expect(() => requireReadable(accept)).toThrow(sentence);
});
