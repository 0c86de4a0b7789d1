import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './section.module.css';

/** A card with a heading; `flush` lets a list or table reach its edges. */
export function Section({
  title,
  aside,
  flush = false,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={`${classes.section} ${flush ? classes.flush : ''}`}>
      {title !== undefined && (
        <div className={classes.head}>
          <Title order={2}>{title}</Title>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
