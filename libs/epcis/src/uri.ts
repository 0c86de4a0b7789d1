/** Character classes of RFC 3986 appendix A by code: 1 path and query characters, 2 slash, 4 question mark, 8 percent, 16 colon. */
const CLASS = new Uint8Array(128);
for (const c of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@")
  CLASS[c.charCodeAt(0)] = 1;
CLASS['/'.charCodeAt(0)] = 2;
CLASS['?'.charCodeAt(0)] = 4;
CLASS['%'.charCodeAt(0)] = 8;

/**
 * True for an absolute URI (RFC 3986 §3). One pass, no backtracking: hostile text costs no more than
 * honest text.
 */
export function isUri(text: string): boolean {
  const colon = schemeEnd(text);
  if (colon < 0 || colon + 1 === text.length) return false;
  let at = colon + 1;
  const first = text.charCodeAt(at);
  if (first === 63 || first === 35) return false;
  let query = false;
  let fragment = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? CLASS[code] : 0;
    if (kind === 1 || kind === 2) continue;
    if (kind === 8) {
      if (!isHex(text.charCodeAt(at + 1)) || !isHex(text.charCodeAt(at + 2))) return false;
      at += 2;
    } else if (code === 63) {
      query = true;
    } else if (code === 35 && !fragment) {
      fragment = true;
    } else {
      return code === 91 && !query && !fragment && hasIpLiteral(text, colon + 1);
    }
  }
  return true;
}

/** Index of the colon after a well-formed scheme, or -1. */
function schemeEnd(text: string): number {
  if (!isLetter(text.charCodeAt(0))) return -1;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) return i;
    if (!isLetter(code) && !(code >= 48 && code <= 57) && code !== 43 && code !== 45 && code !== 46) return -1;
  }
  return -1;
}

/** The rare authority with an IP literal: `//user@[2001:db8::1]:80/path`. */
function hasIpLiteral(text: string, start: number): boolean {
  const open = text.indexOf('[', start);
  const close = text.indexOf(']', open);
  if (close < 0) return false;
  const slashes = text.slice(start).startsWith('//') ? 2 : 1;
  const before = text.slice(start + slashes, open);
  if (text[start] !== '/' || !(before === '' || (before.endsWith('@') && isUserInfo(before)))) return false;
  const literal = text.slice(open + 1, close);
  if (!/^v[0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+$/i.test(literal) && !isIpv6(literal)) return false;
  const port = /^(?::\d*)?(?=[/?#]|$)/.exec(text.slice(close + 1));
  if (!port) return false;
  // What follows must be a path, query and fragment: judge it behind a harmless authority.
  const rest = text.slice(close + 1 + port[0].length);
  return !rest.includes('[') && isUri(`x:/${rest}`);
}

function isUserInfo(text: string): boolean {
  return /^[a-z0-9\-._~!$&'()*+,;=:@%]*$/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text);
}

/** RFC 3986 §3.2.2 IPv6address: eight groups, or fewer with one `::`; the last two may be an IPv4 address. */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) as string[];
  let count = 0;
  const tail = last.at(-1);
  if (tail !== undefined && tail.includes('.')) {
    if (!/^(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)$/.test(tail)) return false;
    last.pop();
    count = 2;
  }
  for (const half of groups) {
    for (const group of half) if (!/^[0-9a-f]{1,4}$/i.test(group)) return false;
    count += half.length;
  }
  return halves.length === 2 ? count <= 7 : count === 8;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
