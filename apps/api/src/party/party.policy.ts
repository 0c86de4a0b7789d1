import { hasValidCheckDigit, isDigits } from '@sealtrail/gs1/check-digit';
import { isGln, type Gln } from '@sealtrail/gs1/gln';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { ROLES } from '../platform/context/request-context.js';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const COUNTRY = /^[A-Z]{2}$/;
const MAX_NAME = 200;

/** @throws SealtrailError PARTY_BAD_SLUG */
export function checkSlug(slug: string): string {
  if (SLUG.test(slug)) return slug;
  throw new SealtrailError('PARTY_BAD_SLUG', 'A short name has 1 to 63 lower-case letters, digits and inner hyphens.', {
    slug,
  });
}

/** @throws SealtrailError BAD_REQUEST */
export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length > 0 && trimmed.length <= MAX_NAME && !trimmed.includes('\u0000')) return trimmed;
  throw new SealtrailError('BAD_REQUEST', `A name has 1 to ${MAX_NAME} characters.`, {});
}

/** @throws SealtrailError PARTY_UNKNOWN_ROLE */
export function checkRoles(roles: readonly string[]): string[] {
  const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown === undefined) return [...new Set(roles)];
  throw new SealtrailError('PARTY_UNKNOWN_ROLE', `There is no role ${JSON.stringify(unknown)}.`, {
    role: unknown,
    roles: ROLES,
  });
}

/** @throws SealtrailError PARTY_BAD_PLACE unless ISO 3166-1 alpha-2, or none */
export function checkCountry(country: string | null | undefined): string | null {
  if (country == null) return null;
  if (COUNTRY.test(country)) return country;
  throw new SealtrailError('PARTY_BAD_PLACE', 'A country is two capital letters (ISO 3166-1 alpha-2).', { country });
}

/** @throws SealtrailError PARTY_BAD_PREFIX: a GS1 company prefix has 4 to 12 digits (GS1 General Specifications §1.4.4) */
export function checkPrefixes(prefixes: readonly string[]): string[] {
  const bad = prefixes.find((prefix) => !isDigits(prefix) || prefix.length < 4 || prefix.length > 12);
  if (bad === undefined) return [...new Set(prefixes)];
  throw new SealtrailError('PARTY_BAD_PREFIX', `${JSON.stringify(bad)} is no GS1 company prefix: 4 to 12 digits.`, {
    prefix: bad,
  });
}

/** @throws SealtrailError PARTY_BAD_GLN */
export function checkGln(gln: string): Gln {
  const digits = gln.trim();
  if (isGln(digits)) return digits;
  throw new SealtrailError('PARTY_BAD_GLN', 'A GLN has 13 digits, the last of which is the check digit.', { gln });
}

/** @returns 14 digits. @throws SealtrailError PARTY_BAD_GTIN */
export function checkGtin(gtin: string): string {
  const digits = gtin.trim();
  if ([8, 12, 13, 14].includes(digits.length) && hasValidCheckDigit(digits)) return digits.padStart(14, '0');
  throw new SealtrailError(
    'PARTY_BAD_GTIN',
    'A GTIN has 8, 12, 13 or 14 digits, the last of which is the check digit.',
    { gtin },
  );
}

/** @throws SealtrailError PARTY_BAD_PLACE: WGS 84 degrees, both or none */
export function checkCoordinates(latitude: number | null | undefined, longitude: number | null | undefined): void {
  if (latitude == null && longitude == null) return;
  if (latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return;
  throw new SealtrailError(
    'PARTY_BAD_PLACE',
    'Latitude is from -90 to 90 and longitude from -180 to 180 degrees, and they come together.',
    {},
  );
}
