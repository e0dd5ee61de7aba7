// The frame around every patient's page: mark, Back, help in the same place everywhere.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/text.ts';
import { BackIcon, Mark, PhoneIcon } from '../ui/icons.tsx';
import { dialable } from '../ui/telephone.ts';
import { clinicPhone, useDirectory } from './directory.ts';
import { before, type Route } from './flow.ts';
import { go } from './router.ts';
import { currentFlow } from './store.ts';

export function BackLink({ route }: { route: Route }) {
  const back = before(currentFlow(), route);
  if (!back) return null;
  return (
    <nav class="back no-print" aria-label={t('back')}>
      <button type="button" class="link" onClick={() => go(back)}>
        <BackIcon />
        <span>{t('back')}</span>
      </button>
    </nav>
  );
}

export function PhoneLink({ phone, class: name }: { phone: string; class?: string }) {
  return (
    <a class={name ?? 'phone'} href={dialable(phone)}>
      <PhoneIcon />
      <span>{t('callUs', { phone })}</span>
    </a>
  );
}

function Help() {
  const phone = clinicPhone(useDirectory());
  return (
    <footer class="foot">
      <div class="wide">
        <p>
          <strong>{t('patient.help')}</strong>{' '}
          {phone ? t('patient.help.line') : t('patient.help.none')}
        </p>
        {phone && <PhoneLink phone={phone} />}
      </div>
    </footer>
  );
}

export function Shell({ route, children }: { route: Route; children: ComponentChildren }) {
  const stat = route.page === 'emergency';
  return (
    <>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <header class="head">
        <div class="wide">
          <a class="brand" href="/" onClick={(event) => home(event)}>
            <Mark />
            <span>{t('brand')}</span>
          </a>
        </div>
      </header>
      <main id="main" class={stat ? 'main stat' : 'main'}>
        <BackLink route={route} />
        {children}
      </main>
      {!stat && <Help />}
    </>
  );
}

function home(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go({ page: 'start' });
}
