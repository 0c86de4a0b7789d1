'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { IssueDetail } from '../api/schema-types';
import classes from './issue-list.module.css';

const SHOWN = 100;

/** Problems of a document, each with event, field, what is wrong, and where the standard says so. */
export function IssueList({ issues }: { issues: readonly IssueDetail[] }) {
  const t = useTranslations('capture');
  return (
    <>
      <ol className={classes.list}>
        {issues.slice(0, SHOWN).map((issue, index) => (
          <li key={index} className={classes.issue} data-rule={issue.rule} data-event={issue.event}>
            <div className={classes.where}>
              <span className={classes.event}>
                {issue.event === null ? t('issue.document') : t('issue.event', { number: issue.event })}
              </span>
              {issue.field !== null && issue.field !== '' && <code className="st-mono">{issue.field}</code>}
            </div>
            <p className={classes.message}>{issue.message}</p>
            <div className={classes.rule}>
              {issue.rule !== null && `${t('issue.rule')}: ${issue.rule}`}
              {issue.rule !== null && issue.clause !== null && ' · '}
              {issue.clause !== null && `${t('issue.clause')}: ${issue.clause}`}
            </div>
          </li>
        ))}
      </ol>
      {issues.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('issue.more', { count: issues.length - SHOWN })}
        </Text>
      )}
    </>
  );
}
