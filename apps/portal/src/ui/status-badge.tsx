'use client';
import { Tooltip } from '@mantine/core';
import { IconAnchor, IconBinaryTree2, IconCircleDot, IconFileCertificate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { StatusName } from '../features/api/schema-types';
import classes from './status-badge.module.css';

export const STATUS_ICONS = {
  RECORDED: IconCircleDot,
  INTEGRATED: IconBinaryTree2,
  PUBLISHED: IconFileCertificate,
  ANCHORED: IconAnchor,
};

/** How far the proof of an event has come; hover, focus or tap explains it. */
export function StatusBadge({ status }: { status: StatusName }) {
  const t = useTranslations('common');
  const Icon = STATUS_ICONS[status];
  const help = t(`statusHelp.${status}`);
  return (
    <Tooltip label={help} multiline w={240} withArrow events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={`${classes.badge} ${classes[status]}`} data-status={status}>
        <Icon size={14} aria-hidden />
        {t(`status.${status}`)}
      </button>
    </Tooltip>
  );
}

/** A short mark beside a sentence. */
export function Mark({
  tone,
  icon,
  children,
}: {
  tone: 'bad' | 'warn' | 'info' | 'good' | 'quiet';
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={`${classes.mark} ${classes[tone]}`}>
      {icon}
      {children}
    </span>
  );
}
