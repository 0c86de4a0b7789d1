'use client';
import { Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconAnchor,
  IconBarcode,
  IconBinaryTree2,
  IconFileUpload,
  IconShieldCheck,
  IconShieldLock,
  IconWifiOff,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { signInLink } from '../session/go-to-sign-in';
import { Notice } from '../../ui/notice';
import classes from './landing.module.css';

const POINTS = [
  ['standard', IconBarcode],
  ['evident', IconShieldLock],
  ['offline', IconWifiOff],
] as const;

const WAY = [
  ['captured', IconFileUpload],
  ['logged', IconBinaryTree2],
  ['anchored', IconAnchor],
  ['checked', IconShieldCheck],
] as const;

/** What this is, for someone who is not signed in. */
export function Landing({ problem }: { problem: string | undefined }) {
  const t = useTranslations('home');
  return (
    <Stack gap="xl" py={{ base: 'md', sm: 48 }}>
      {problem !== undefined && t.has(`landing.problem.${problem}`) && (
        <Notice tone="warn" title={t(`landing.problem.${problem}`)} />
      )}
      <Stack gap="md" maw={760}>
        <Title order={1} className={classes.title}>
          {t('landing.title')}
        </Title>
        <Text size="lg" c="dimmed">
          {t('landing.lead')}
        </Text>
        <Group mt="xs">
          <Button component="a" href={signInLink('/')} size="lg">
            {t('landing.signIn')}
          </Button>
          <Button component={Link} href="/verify" size="lg" variant="default">
            {t('landing.verify')}
          </Button>
        </Group>
      </Stack>
      <Grid gap="lg" mt="md">
        {POINTS.map(([point, Icon]) => (
          <Grid.Col key={point} span={{ base: 12, sm: 4 }}>
            <div className={classes.point}>
              <Icon size={28} stroke={1.6} aria-hidden />
              <Title order={2} size="h3">
                {t(`landing.points.${point}.title`)}
              </Title>
              <Text c="dimmed" size="sm">
                {t(`landing.points.${point}.text`)}
              </Text>
            </div>
          </Grid.Col>
        ))}
      </Grid>
      <section aria-labelledby="way">
        <Title order={2} size="h3" id="way" mb="md">
          {t('landing.way.title')}
        </Title>
        <ol className={classes.way}>
          {WAY.map(([step, Icon]) => (
            <li key={step} className={classes.step}>
              <span className={classes.dot} aria-hidden>
                <Icon size={20} stroke={1.7} />
              </span>
              <div>
                <Title order={3} size="sm">
                  {t(`landing.way.steps.${step}.title`)}
                </Title>
                <Text c="dimmed" size="sm">
                  {t(`landing.way.steps.${step}.text`)}
                </Text>
              </div>
            </li>
          ))}
        </ol>
      </section>
    </Stack>
  );
}
