import classes from './code-block.module.css';

/** Preformatted text that scrolls by keyboard too. */
export function CodeBlock({ children, label }: { children: string; label: string }) {
  return (
    <pre className={classes.code} tabIndex={0} role="region" aria-label={label}>
      {children}
    </pre>
  );
}
