'use client';
import { Stack, Text } from '@mantine/core';
import type { StepResult, VerifyResult } from '@sealtrail/evidence/types';
import {
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconShieldCheck,
  IconShieldHalf,
  IconShieldX,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from '../../ui/section';
import classes from './verify-result.module.css';
import type { VerifyOutcome } from './check-evidence';

const STEP_ICONS = { passed: IconCircleCheckFilled, failed: IconCircleXFilled, skipped: IconCircleMinus };

/** valid, invalid or unreadable, and one word more: nothing failed, but not everything could be checked. */
export function shownVerdict(result: VerifyResult): 'valid' | 'invalid' | 'unreadable' | 'partial' {
  if (result.verdict !== 'invalid') return result.verdict;
  return result.steps.some((step) => step.status === 'failed') ? 'invalid' : 'partial';
}

/** The verdict in big words, how it was reached, and nothing left out. */
export function VerifyVerdict({ outcome, compact = false }: { outcome: VerifyOutcome; compact?: boolean }) {
  const t = useTranslations('evidence');
  const format = useFormatter();
  const box = useRef<HTMLDivElement>(null);
  const verdict = shownVerdict(outcome.result);
  const failed = outcome.result.steps
    .filter((step) => step.status === 'failed')
    .map((step) => t(`stepName.${step.name}`));
  // On a phone the answer would otherwise appear below the drop zone, unseen.
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be handed to React as a clean-up.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const Icon = verdict === 'valid' ? IconShieldCheck : verdict === 'partial' ? IconShieldHalf : IconShieldX;
  const tone = verdict === 'valid' ? classes.valid : verdict === 'partial' ? classes.partial : classes.invalid;
  const steps = (
    <ol className={classes.steps} aria-label={t('steps')}>
      {outcome.result.steps.map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </ol>
  );
  return (
    <Stack gap="md">
      <div
        className={`${classes.verdict} ${tone}`}
        role={verdict === 'valid' ? 'status' : 'alert'}
        data-verdict={verdict}
        ref={box}
      >
        <Icon size={compact ? 34 : 48} stroke={1.6} aria-hidden />
        <div>
          <h2>{t(`verdict.${verdict}`)}</h2>
          <Text size="sm" component="p" m={0}>
            {t(`verdict.${verdict}Text`)} {failed.length > 0 && t('failedSteps', { names: format.list(failed) })}{' '}
            {t('took', { milliseconds: outcome.milliseconds })}.
          </Text>
        </div>
      </div>
      {compact ? steps : <Section title={t('steps')}>{steps}</Section>}
    </Stack>
  );
}

function Step({ step }: { step: StepResult }) {
  const t = useTranslations('evidence');
  const Icon = STEP_ICONS[step.status];
  return (
    <li className={classes.step} data-step={step.name} data-status={step.status}>
      <Icon size={22} className={classes[step.status]} aria-hidden />
      <div>
        <span className={classes.name}>{t(`stepName.${step.name}`)}</span>
        <span className={`${classes.outcome} ${classes[step.status]}`}>{t(`stepStatus.${step.status}`)}</span>
      </div>
      <span className={classes.sentence}>{step.sentence}</span>
    </li>
  );
}
