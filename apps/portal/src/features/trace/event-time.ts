const OFFSET = /^([+-])(\d{2}):(\d{2})$/;

/** Minutes east of UTC of an EPCIS offset such as `+05:30`; undefined when it is not one. */
export function offsetMinutes(offset: string): number | undefined {
  const match = OFFSET.exec(offset);
  if (!match) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** A date whose UTC fields read as the clock on the wall did at the place of the event. */
export function wallClock(instant: string, offset: string): Date {
  return new Date(Date.parse(instant) + (offsetMinutes(offset) ?? 0) * 60_000);
}

/** `14:05 on 1 Mar 2026` at the place of the event, in parts: day and time of day. */
export function localParts(
  instant: string,
  offset: string,
  locale: string,
): { day: string; time: string; offset: string } {
  const date = wallClock(instant, offset);
  return {
    day: new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    }).format(date),
    time: new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(date),
    offset: offsetMinutes(offset) === 0 ? 'UTC' : `UTC${offset}`,
  };
}
