import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { readAgain } from './read-again';

/** After an event, other services still have to hear of it before their pages are right. */
const laterMilliseconds = 1_500;
const soonMilliseconds = 250;
/** A browser connects again by itself, but not where something in between has answered instead of the console. */
const reopenMilliseconds = 5_000;

/** Keeps what is shown fresh while others work. Returns whether the stream is open. */
export function useLiveUpdates(): boolean {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(true);
  useEffect(() => {
    const timers = new Map<number, number>();
    const refreshIn = (milliseconds: number): void => {
      if (timers.has(milliseconds)) return;
      const timer = window.setTimeout(() => {
        timers.delete(milliseconds);
        readAgain(client);
      }, milliseconds);
      timers.set(milliseconds, timer);
    };
    let wasClosed = false;
    let reopening = 0;
    const listen = (): EventSource => {
      const stream = new EventSource('/live');
      stream.addEventListener('ready', () => {
        setOpen(true);
        // What happened while the stream was down was not told.
        if (wasClosed) refreshIn(soonMilliseconds);
      });
      stream.addEventListener('change', () => {
        refreshIn(soonMilliseconds);
        refreshIn(laterMilliseconds);
      });
      stream.addEventListener('error', () => {
        wasClosed = true;
        setOpen(false);
        if (stream.readyState === EventSource.CLOSED)
          reopening = window.setTimeout(() => (source = listen()), reopenMilliseconds);
      });
      return stream;
    };
    let source = listen();
    return () => {
      source.close();
      window.clearTimeout(reopening);
      timers.forEach((timer) => window.clearTimeout(timer));
    };
  }, [client]);
  return isOpen;
}
