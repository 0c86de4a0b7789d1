const GRACE_MS = 1_800;

/**
 * The rules for every process the supervisor starts: say `ready`, stop on SIGTERM, SIGINT or a lost supervisor, and
 * be gone within two seconds whatever hangs.
 */
export function runAsChild(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), GRACE_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ type: 'ready' });
}
