'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { STATUS_NAMES, type StatusName } from '../api/schema-types';
import type { WholeEvent } from '../trace/trace.documents';
import { HashText } from '../../ui/hash-text';
import { Section } from '../../ui/section';
import { Mark, STATUS_ICONS } from '../../ui/status-badge';
import { When } from '../../ui/when';
import classes from './proof-stepper.module.css';

/** Recorded, integrated, published, anchored: what each means, when it was reached, and what proves it. */
export function ProofStepper({
  event,
  status,
  live,
}: {
  event: Pick<WholeEvent, 'status'>;
  status: StatusName;
  live: boolean;
}) {
  const t = useTranslations('evidence');
  const common = useTranslations('common');
  const facts = event.status;
  const reached = STATUS_NAMES.indexOf(status);
  const times: Record<StatusName, string | null> = {
    RECORDED: facts.recordedAt,
    INTEGRATED: null,
    PUBLISHED: facts.publishedAt,
    ANCHORED: facts.anchor?.anchoredAt ?? null,
  };
  const details: Record<StatusName, ReactNode> = {
    RECORDED: t('proof.leaf', { index: facts.leafIndex }),
    INTEGRATED: null,
    PUBLISHED: facts.checkpointSize === null ? null : t('proof.checkpoint', { size: facts.checkpointSize }),
    ANCHORED: facts.anchor && (
      <>
        <div>{t('proof.block', { number: facts.anchor.blockNumber, chain: facts.anchor.chainId })}</div>
        <div>
          {t('proof.tx')} <HashText value={facts.anchor.txHash} keep={10} />
        </div>
      </>
    ),
  };
  return (
    <Section
      title={t('proof.title')}
      aside={live && status !== 'ANCHORED' ? <Mark tone="good">{t('proof.live')}</Mark> : undefined}
    >
      <ol className={classes.steps} data-proof={status}>
        {STATUS_NAMES.map((name, index) => {
          const Icon = STATUS_ICONS[name];
          const done = index <= reached;
          return (
            <li
              key={name}
              className={`${classes.step} ${done ? classes.reached : ''} ${index === reached + 1 ? classes.next : ''}`}
              aria-current={index === reached ? 'step' : undefined}
            >
              <span className={classes.dot} aria-hidden>
                <Icon size={18} stroke={1.8} />
              </span>
              <div>
                <div className={classes.name}>
                  {common(`status.${name}`)}
                  <span className={classes.reachedAt}>
                    {done ? times[name] !== null && <When at={times[name]} seconds /> : t('proof.waiting')}
                  </span>
                </div>
                <div className={classes.help}>{common(`statusHelp.${name}`)}</div>
                {done && <div className={classes.detail}>{details[name]}</div>}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
