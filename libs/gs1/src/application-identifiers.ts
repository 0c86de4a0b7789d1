/**
 * GS1 application identifiers (GS1 General Specifications §3.2) that Sealtrail reads from scans.
 * A format is a chain of parts joined by `+`: `n14` fourteen digits, `n..8` one to eight digits,
 * `x..20` one to twenty characters of set 82, `y..30` of set 39; `c` after a part: its last digit
 * is a check digit; `d`: a date YYMMDD. To add one: add a line; the parser needs nothing else.
 */
export interface ApplicationIdentifier {
  readonly ai: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly set: 'n' | 'x' | 'y';
  readonly min: number;
  readonly max: number;
  readonly check?: 'digit' | 'date';
}

const LINES = `
00 SSCC n18c
01 GTIN n14c
02 CONTENT n14c
10 BATCH/LOT x..20
11 PROD DATE n6d
12 DUE DATE n6d
13 PACK DATE n6d
15 BEST BEFORE n6d
16 SELL BY n6d
17 EXPIRY n6d
20 VARIANT n2
21 SERIAL x..20
22 CPV x..20
235 TPX x..28
240 ADDITIONAL ID x..30
241 CUST. PART No. x..30
242 MTO VARIANT n..6
243 PCN x..20
250 SECONDARY SERIAL x..30
251 REF. TO SOURCE x..30
253 GDTI n13c+x..17?
254 GLN EXTENSION x..20
255 GCN n13c+n..12?
30 VAR. COUNT n..8
37 COUNT n..8
400 ORDER NUMBER x..30
401 GINC x..30
402 GSIN n17c
403 ROUTE x..30
410 SHIP TO LOC n13c
411 BILL TO n13c
412 PURCHASE FROM n13c
413 SHIP FOR LOC n13c
414 LOC No. n13c
415 PAY TO n13c
416 PROD/SERV LOC n13c
417 PARTY n13c
420 SHIP TO POST x..20
421 SHIP TO POST n3+x..9
422 ORIGIN n3
426 COUNTRY FULL PROCESS n3
7003 EXPIRY TIME n10
7006 FIRST FREEZE DATE n6d
7040 UIC+EXT n1+x3
710 NHRN PZN x..20
711 NHRN CIP x..20
712 NHRN CN x..20
713 NHRN DRN x..20
714 NHRN AIM x..20
715 NHRN NDC x..20
716 NHRN AIC x..20
8003 GRAI n14c+x..16?
8004 GIAI x..30
8005 PRICE PER UNIT n6
8006 ITIP n14c+n4
8008 PROD TIME n8+n..4?
8010 CPID y..30
8011 CPID SERIAL n..12
8012 VERSION x..20
8013 GMN x..25
8017 GSRN - PROVIDER n18c
8018 GSRN - RECIPIENT n18c
8019 SRIN n..10
8020 REF No. x..25
8026 ITIP CONTENT n14c+n4
8200 PRODUCT URL x..70
90 INTERNAL x..30
`;

function parsePart(text: string): Part {
  const m = /^([nxy])(\.\.)?(\d+)([cd?]?)$/.exec(text);
  if (!m) throw new Error(`bad part ${text}`);
  const max = Number(m[3]);
  const min = m[4] === '?' ? 0 : m[2] ? 1 : max;
  const check = m[4] === 'c' ? 'digit' : m[4] === 'd' ? 'date' : undefined;
  return { set: m[1] as Part['set'], min, max, check };
}

function build(): Map<string, ApplicationIdentifier> {
  const table = new Map<string, ApplicationIdentifier>();
  const add = (ai: string, title: string, format: string): void => {
    table.set(ai, { ai, title, parts: format.split('+').map(parsePart) });
  };
  for (const line of LINES.trim().split('\n')) {
    const words = line.split(' ');
    add(words[0] as string, words.slice(1, -1).join(' '), words.at(-1) as string);
  }
  // Trade and logistic measures 310n to 369n: six digits, n places after the decimal point.
  const measures = [...range(310, 316), ...range(320, 337), ...range(340, 357), ...range(360, 369)];
  for (const ai of measures) for (let n = 0; n <= 5; n++) add(`${ai}${n}`, 'MEASURE', 'n6');
  for (let n = 0; n <= 9; n++) {
    add(`390${n}`, 'AMOUNT', 'n..15');
    add(`391${n}`, 'AMOUNT', 'n3+n..15');
    add(`392${n}`, 'PRICE', 'n..15');
    add(`393${n}`, 'PRICE', 'n3+n..15');
  }
  for (let n = 91; n <= 99; n++) add(String(n), 'INTERNAL', 'x..90');
  return table;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

const TABLE = build();

/** The application identifier of that number, if it is in the table. */
export function applicationIdentifier(ai: string): ApplicationIdentifier | undefined {
  return TABLE.get(ai);
}

/** The application identifier with which the text begins at `at`; no AI is a prefix of another. */
export function applicationIdentifierAt(text: string, at: number): ApplicationIdentifier | undefined {
  return TABLE.get(text.slice(at, at + 2)) ?? TABLE.get(text.slice(at, at + 3)) ?? TABLE.get(text.slice(at, at + 4));
}
