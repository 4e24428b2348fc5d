/** Runs `cleanUp` once, however this process is asked to end, and then ends it. */
export function onGoodbye(cleanUp: () => Promise<void>): (code?: number) => void {
  let asked = false;
  const goodbye = (code = 0): void => {
    if (asked) return;
    asked = true;
    void cleanUp().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => goodbye());
  process.on('disconnect', () => goodbye());
  return goodbye;
}
