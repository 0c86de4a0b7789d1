'use client';
import { useFormatter } from 'use-intl';
import type { SensorReading } from '../api/schema-types';
import { Mark } from '../../ui/status-badge';
import classes from './event-row.module.css';
import { unitSign } from './describe-items';
import { useTraceWords } from './use-trace-words';
import { cbvWord } from './vocabulary';

/** Sensor readings in one line; those outside their limits stand out. */
export function SensorLine({ readings }: { readings: readonly SensorReading[] }) {
  const { t } = useTraceWords();
  const format = useFormatter();
  if (readings.length === 0) return null;
  const amount = (value: number | null, uom: string | null): string =>
    value === null
      ? '–'
      : `${format.number(value, { maximumFractionDigits: 2 })}${uom === null ? '' : ` ${unitSign(uom)}`}`;
  return (
    <div className={classes.meta}>
      {readings.slice(0, 6).map((reading, index) => {
        const type = cbvWord(reading.type).replace(/^gs1:/, '').replaceAll('_', ' ');
        const text =
          reading.minValue !== null || reading.maxValue !== null
            ? t('sensor.range', {
                type,
                min: amount(reading.minValue, reading.uom),
                max: amount(reading.maxValue, reading.uom),
              })
            : t('sensor.reading', { type, value: amount(reading.value, reading.uom) });
        return (
          <Mark key={index} tone={reading.alarm ? 'bad' : 'quiet'}>
            {text}
          </Mark>
        );
      })}
    </div>
  );
}
