import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/** After an event, other services still have to hear of it before their pages are right. */
const laterMilliseconds = 1_500;
const soonMilliseconds = 250;

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
        void client.invalidateQueries({ queryKey: ['api'] });
      }, milliseconds);
      timers.set(milliseconds, timer);
    };
    let wasClosed = false;
    const source = new EventSource('/live');
    source.addEventListener('ready', () => {
      setOpen(true);
      // What happened while the stream was down was not told.
      if (wasClosed) refreshIn(soonMilliseconds);
    });
    source.addEventListener('change', () => {
      refreshIn(soonMilliseconds);
      refreshIn(laterMilliseconds);
    });
    source.addEventListener('error', () => {
      wasClosed = true;
      setOpen(false);
    });
    return () => {
      source.close();
      timers.forEach((timer) => window.clearTimeout(timer));
    };
  }, [client]);
  return isOpen;
}
