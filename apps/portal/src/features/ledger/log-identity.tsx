'use client';
import { useTranslations } from 'use-intl';
import { Facts } from '../../ui/facts';
import { HashText } from '../../ui/hash-text';
import { Section } from '../../ui/section';
import { useLedger } from './ledger-sizes';

/** The name and key by which anyone checks this log. */
export function LogIdentity() {
  const t = useTranslations('ledger');
  const { data } = useLedger();
  if (data === undefined) return null;
  return (
    <Section title={t('log')}>
      <Facts
        rows={[
          [t('origin'), data.ledger.origin],
          [t('verifierKey'), <HashText key="k" value={data.ledger.verifierKey} />],
        ]}
      />
    </Section>
  );
}
