const DAY = 86_400_000;
const MINUTE = 60_000;

/** Times of the story, counted back from today in Central European local time; never later than `now`. */
export class DemoClock {
  readonly #now: number;
  readonly #midnight: number;

  constructor(now: Date) {
    this.#now = now.getTime();
    this.#midnight = Math.floor(this.#now / DAY) * DAY;
  }

  /** Milliseconds of `hh:mm` local time so many days ago; today's times are pulled before `now`. */
  at(daysAgo: number, time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const utc = this.#midnight - daysAgo * DAY + (hours * 60 + minutes) * MINUTE;
    return this.#clamp(utc - centralEuropeanOffset(utc) * MINUTE);
  }

  /** So many minutes before now. */
  minutesAgo(minutes: number): number {
    return this.#clamp(this.#now - minutes * MINUTE);
  }

  #clamp(ms: number): number {
    return Math.min(ms, this.#now - 2 * MINUTE);
  }

  /** Creation date of a document: shortly after its last event, not in the future. */
  after(ms: number): number {
    return Math.min(ms + 4 * MINUTE, this.#now - MINUTE);
  }
}

/** Minutes east of UTC in Central Europe: summer time from the last Sunday of March to that of October, 01:00 UTC. */
export function centralEuropeanOffset(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  return ms >= lastSunday(year, 2) && ms < lastSunday(year, 9) ? 120 : 60;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * DAY;
}

/** RFC 3339 text with the local offset. */
export function localTime(ms: number): { time: string; offset: string } {
  const minutes = centralEuropeanOffset(ms);
  const offset = `+${String(minutes / 60).padStart(2, '0')}:00`;
  return { time: new Date(ms + minutes * MINUTE).toISOString().replace('Z', offset), offset };
}
