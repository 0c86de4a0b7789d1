'use client';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconChecklist, IconListDetails, IconSend } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { ErrorState } from '../../ui/states';
import { WorkerGone } from '../../ui/worker-call';
import { BehaviourChoice } from './behaviour-choice';
import { CAPTURE, type ErrorBehaviour } from './capture.documents';
import { CaptureResult } from './capture-result';
import { type DocumentCheck, MAX_DOCUMENT_BYTES } from './check-document';
import { DocumentInput, type DocumentSource } from './document-input';
import { IssueList } from './issue-list';
import { useDocumentCheck } from './use-document-check';

/** Choose, check here, send, watch the proof grow. */
export function CapturePage() {
  const t = useTranslations('capture');
  const checkText = useDocumentCheck();
  const [source, setSource] = useState<DocumentSource>({ text: '' });
  const [behaviour, setBehaviour] = useState<ErrorBehaviour>('ROLLBACK');
  const [problem, setProblem] = useState<string>();
  const check = useMutation<DocumentCheck, Error, string>({ mutationFn: checkText });
  const send = useMutation({
    mutationFn: (document: string) => execute(CAPTURE, { document, errorBehaviour: behaviour }),
  });

  const change = (next: DocumentSource): void => {
    setSource(next);
    setProblem(undefined);
    check.reset();
    send.reset();
  };
  const run = async (thenSend: boolean): Promise<void> => {
    setProblem(undefined);
    const text = source.file === undefined ? source.text : await source.file.text();
    if (new Blob([text]).size > MAX_DOCUMENT_BYTES) return setProblem(t('tooLarge'));
    // Without an answer from the check here the platform's own check decides.
    const result = await check.mutateAsync(text).catch(() => undefined);
    const sendable = result === undefined || result.valid || (behaviour === 'PROCEED' && result.eventCount > 0);
    if (thenSend && sendable) send.mutate(text);
  };
  const answer = send.data?.captureEvents;
  const ready = source.file !== undefined || source.text.trim() !== '';

  if (answer?.__typename === 'CapturedEvents')
    return <CaptureResult captured={answer} again={() => change({ text: '' })} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button component={Link} href="/capture/jobs" variant="default" leftSection={<IconListDetails size={18} />}>
            {t('jobs.title')}
          </Button>
        }
      />
      <Stack gap="lg">
        <DocumentInput source={source} onChange={change} onProblem={setProblem} />
        <BehaviourChoice value={behaviour} onChange={setBehaviour} />
        <Group>
          <Button
            size="md"
            leftSection={<IconSend size={18} />}
            disabled={!ready}
            loading={send.isPending || check.isPending}
            onClick={() => void run(true)}
          >
            {check.data?.valid ? t('sendCount', { count: check.data.eventCount }) : t('send')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconChecklist size={18} />}
            disabled={!ready}
            loading={check.isPending}
            onClick={() => void run(false)}
          >
            {t('check')}
          </Button>
        </Group>
        <div aria-live="polite">
          <Stack gap="md">
            {problem !== undefined && <Notice tone="bad" title={problem} />}
            {check.error !== null && answer === undefined && <CheckFailed error={check.error} />}
            {send.error !== null && <ErrorState error={send.error} />}
            {check.data?.valid && answer === undefined && !send.isPending && (
              <Notice tone="good" title={t('valid', { count: check.data.eventCount })} />
            )}
            {check.data !== undefined && !check.data.valid && (
              <Section title={t('invalid', { count: check.data.issues.length })}>
                {behaviour === 'ROLLBACK' && <p style={{ marginTop: 0 }}>{t('invalidHelp')}</p>}
                <IssueList issues={check.data.issues} />
              </Section>
            )}
            {answer?.__typename === 'Problem' && (
              <>
                <Notice tone="bad" title={t('refused')}>
                  {answer.message}
                </Notice>
                {answer.errors.length > 0 && (
                  <Section title={t('invalid', { count: answer.errors.length })}>
                    <IssueList issues={answer.errors} />
                  </Section>
                )}
              </>
            )}
          </Stack>
        </div>
      </Stack>
    </>
  );
}

/** The check in the browser came to no result: says why, and that the platform checks all the same. */
function CheckFailed({ error }: { error: Error }) {
  const t = useTranslations('capture');
  const slow = error instanceof WorkerGone && error.reason === 'too-slow';
  return (
    <Notice tone="warn" title={t('checkFailed.title')}>
      {t(slow ? 'checkFailed.slow' : 'checkFailed.missing')} {t('checkFailed.platform')}
    </Notice>
  );
}
