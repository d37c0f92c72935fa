/**
 * Runs work that Ctrl-C and SIGTERM stop through a signal, so that it can leave nothing half done. The process then ends with
 * the status that a shell reports for the signal; at the second Ctrl-C it ends at once.
 *
 * @param cleanUp runs before the message about the interruption, such as to take a progress bar away
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  cleanUp: () => void = () => {},
): Promise<T> {
  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (interruption.signal.aborted) process.exit(signalStatus(signal));
    interruption.abort(signal);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    cleanUp();
    process.stderr.write("alt2img: interrupted\n");
    process.exit(signalStatus(interruption.signal.reason));
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

function signalStatus(signal: unknown): number {
  return signal === "SIGTERM" ? 143 : 130;
}
