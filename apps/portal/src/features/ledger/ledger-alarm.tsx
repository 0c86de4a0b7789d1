'use client';
import { useTranslations } from 'use-intl';
import { Notice } from '../../ui/notice';
import { alarmWords } from './alarm-words';
import classes from './ledger-sizes.module.css';

/** Says that anchoring stands still, why, and what that means; what the platform said is there to open. */
export function LedgerAlarm({ alarm }: { alarm: string }) {
  const t = useTranslations('ledger');
  const { key, passing, detail } = alarmWords(alarm, (code) => t.has(`alarmReason.${code}`));
  return (
    <Notice tone={passing ? 'warn' : 'bad'} title={t(passing ? 'alarmWaits' : 'alarm')}>
      {t(`alarmReason.${key}`)} {t(passing ? 'alarmPasses' : 'alarmStays')}
      <details className={classes.detail}>
        <summary>{t('alarmDetail')}</summary>
        <span className="st-mono">{detail}</span>
      </details>
    </Notice>
  );
}
