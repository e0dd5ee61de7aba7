// The visits of the chosen day and site: loaded, reloaded every half minute, changed.
// Must not draw.
import { useEffect, useRef, useState } from 'preact/hooks';
import { serverNow } from '../api/client.ts';
import type { Appointment } from '../api/types.ts';
import { listVisits } from '../data/staff.ts';
import { addDays } from '../i18n/format.ts';
import { inSession } from './session.ts';
import { inOrder, withVisit } from './visits.ts';

const kReloadMs = 30_000;

export interface Day {
  /** Null until the first answer for this site and date. */
  visits: Appointment[] | null;
  /** When the shown visits were true. */
  at: Date | null;
  error: unknown;
  loading: boolean;
  reload: () => Promise<void>;
  replace: (visit: Appointment) => void;
}

export function useDay(site: string | null, date: string): Day {
  const [visits, setVisits] = useState<Appointment[] | null>(null);
  const [at, setAt] = useState<Date | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [loading, setLoading] = useState(false);
  // Counts what was asked for: a slow answer for yesterday must not replace today's.
  const asked = useRef(0);

  const reload = async () => {
    if (!site || date === '') return;
    asked.current += 1;
    const mine = asked.current;
    setLoading(true);
    try {
      const found = await inSession('read', () => listVisits(site, date, addDays(date, 1)));
      if (mine !== asked.current) return;
      setVisits(inOrder(found));
      setAt(new Date(serverNow()));
      setError(null);
    } catch (caught) {
      if (mine === asked.current) setError(caught);
    } finally {
      if (mine === asked.current) setLoading(false);
    }
  };

  useEffect(() => {
    setVisits(null);
    setError(null);
    reload();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, kReloadMs);
    return () => clearInterval(timer);
  }, [site, date]);

  const replace = (visit: Appointment) => setVisits((now) => (now ? withVisit(now, visit) : now));
  return { visits, at, error, loading, reload, replace };
}
