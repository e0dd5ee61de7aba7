// The top of the front desk's pages: who is signed in, signing out, and what came of it.
// Must not claim that someone is signed out before the server has said so.
import type { Session } from '../api/types.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { Mark } from '../ui/icons.tsx';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import { forgetDropped, signOut } from './session.ts';

function link(path: string, label: MessageKey) {
  const here = location.pathname.replace(/\/$/, '') === path;
  return (
    <a href={path} aria-current={here ? 'page' : undefined}>
      {t(label)}
    </a>
  );
}

export function Head({ session }: { session: Session }) {
  const task = useTask();
  const leave = () => task.run(signOut);
  return (
    <>
      <header class="head">
        <a class="brand" href="/staff">
          <Mark />
          <span>
            {t('brand')} <span class="soft">{t('staff.title')}</span>
          </span>
        </a>
        <nav class="parts" aria-label={t('staff.title')}>
          {link('/staff', 'staff.day.title')}
          {link('/staff/call', 'staff.ask.title')}
        </nav>
        <div class="who">
          <span>{session.user.name}</span>
          <button
            type="button"
            class="button quiet compact"
            aria-busy={task.busy ? 'true' : undefined}
            onClick={leave}
          >
            {t('staff.signOut')}
          </button>
        </div>
      </header>
      <div role="alert" class="over">
        {task.error !== null && (
          <Notice kind="bad" title={t('staff.signOut.failed')}>
            <p>{t('staff.signOut.failedText')}</p>
            <button type="button" class="button" onClick={leave}>
              {t('retry')}
            </button>
          </Notice>
        )}
      </div>
    </>
  );
}

/** What a user had asked for when the session ended, and nobody will do. */
export function DroppedNotice({ name }: { name: string }) {
  return (
    <div role="alert">
      <Notice kind="warn" title={t('staff.dropped.title')}>
        <p>{t('staff.dropped.text', { name })}</p>
        <button type="button" class="link" onClick={forgetDropped}>
          {t('staff.dialog.close')}
        </button>
      </Notice>
    </div>
  );
}
