/** A point on the earth in degrees, north and east positive. */
export interface GeoPoint {
  latitude: number;
  longitude: number;
}

/** Reads a `geo:` URI (RFC 5870 §3); altitude and parameters are passed over. Undefined when it is none. */
export function geoPoint(uri: string | null): GeoPoint | undefined {
  const match = /^geo:(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:[,;].*)?$/i.exec(uri ?? '');
  if (match === null) return undefined;
  const latitude = Number(match[1]);
  const longitude = Number(match[2]);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
