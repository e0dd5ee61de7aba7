// Says until when the chosen times are held, calmly, and offers more time once.
import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/client.ts';
import type { HoldCreated } from '../api/types.ts';
import { timeOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { ClockIcon } from '../ui/icons.tsx';
import { useTask } from '../ui/task.ts';
import { extend, loseHold } from './actions.ts';
import { useDirectory, zoneOf } from './directory.ts';
import { Trouble } from './parts.tsx';
import { go } from './router.ts';
import { useFlow } from './store.ts';

const kSoonMs = 3 * 60_000;
const kLookEveryMs = 5_000;

function useLeft(hold: HoldCreated): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), kLookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(hold.expires_at) - now;
}

function Bar({ hold }: { hold: HoldCreated }) {
  const flow = useFlow();
  const directory = useDirectory();
  const left = useLeft(hold);
  const task = useTask();
  const over = left <= 0;
  useEffect(() => {
    if (!over) return;
    loseHold('hold-expired');
    go({ page: 'times' }, 'replace');
  }, [over]);
  const soon = left < kSoonMs;
  const zone = zoneOf(directory, flow.plan?.steps[0]?.location);
  const minutes = Math.max(0, Math.floor(left / 60_000));
  return (
    <aside class={soon ? 'held soon' : 'held'} aria-label={t('patient.hold.more')}>
      <p>
        <ClockIcon />
        <span>
          <strong>{t('patient.hold.until', { time: timeOf(hold.expires_at, zone) })}</strong>{' '}
          <span class="soft small">({t('patient.hold.left', { minutes })})</span>
        </span>
      </p>
      {!flow.holdExtended && (
        <button type="button" class="link" onClick={() => task.run(extend)}>
          {t('patient.hold.more')}
        </button>
      )}
      <p role="status" class={soon || flow.holdExtended ? 'small' : 'hidden'}>
        {flow.holdExtended && !soon && t('patient.hold.extended')}
        {soon && t('patient.hold.soon')}
      </p>
      <Trouble error={task.error} />
    </aside>
  );
}

export function HoldBar() {
  const { hold } = useFlow();
  return hold ? <Bar key={hold.id} hold={hold} /> : null;
}
