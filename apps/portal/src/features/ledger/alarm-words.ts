/** Alarms that end by themselves once something outside is back. */
const PASSING = ['LEDGER_CHAIN_DOWN'];

/** An alarm of the ledger, as it is said to readers. */
export interface AlarmWords {
  /** Key of its sentence under `ledger.alarmReason`. */
  key: string;
  /** Whether waiting is enough. */
  passing: boolean;
  /** What the platform said, for those who run it. */
  detail: string;
}

/** Splits `CODE: sentence`, and looks whether the catalogue words the code. */
export function alarmWords(alarm: string, has: (key: string) => boolean): AlarmWords {
  const code = /^([A-Z][A-Z_]+):/.exec(alarm)?.[1] ?? '';
  return { key: code !== '' && has(code) ? code : 'other', passing: PASSING.includes(code), detail: alarm };
}
