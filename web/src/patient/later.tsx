// Loads the pages of booking when they are first needed; the advice asks for them ahead of time.
import { useEffect, useState } from 'preact/hooks';
import { NetworkLost } from '../api/problem.ts';
import { t } from '../i18n/text.ts';
import { Trouble } from './parts.tsx';

type Booking = typeof import('./booking.ts');
export type LaterPage = 'times' | 'details' | 'check' | 'done';

let loaded: Booking | null = null;

/** Errors: none; who comes to a page tries again. */
export async function loadBooking(): Promise<Booking | null> {
  loaded ??= await import('./booking.ts').catch(() => null);
  return loaded;
}

export function Later({ page }: { page: LaterPage }) {
  const [pages, setPages] = useState(loaded);
  const [lost, setLost] = useState(false);
  const load = () => {
    setLost(false);
    loadBooking().then((found) => (found ? setPages(found) : setLost(true)));
  };
  useEffect(load, []);
  if (lost) {
    return (
      <Trouble error={new NetworkLost('')}>
        <button type="button" class="button" onClick={load}>
          {t('retry')}
        </button>
      </Trouble>
    );
  }
  if (!pages) return <div class="late progress" />;
  const Shown = {
    times: pages.TimesPage,
    details: pages.DetailsPage,
    check: pages.CheckPage,
    done: pages.DonePage,
  }[page];
  return <Shown />;
}
