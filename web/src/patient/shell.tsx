// The frame around every patient's page: mark, Back, help in the same place everywhere.
import type { ComponentChildren } from 'preact';
import { currentLanguage, t } from '../i18n/text.ts';
import { BackIcon, Mark, PhoneIcon } from '../ui/icons.tsx';
import { dialable } from '../ui/telephone.ts';
import { chooseLanguage } from './actions.ts';
import { clinicPhone, useDirectory } from './directory.ts';
import { before, type Route } from './flow.ts';
import { kLanguages, type Language } from './language.ts';
import { go } from './router.ts';
import { currentFlow, useFlow } from './store.ts';

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

/** Until the intake begins; from then on the pages speak its language. */
function Languages() {
  if (useFlow().intake) return null;
  const others = Object.entries(kLanguages).filter(([tag]) => tag !== currentLanguage());
  return (
    <p class="languages">
      {others.map(([tag, name]) => (
        <button
          key={tag}
          type="button"
          class="link"
          lang={tag}
          onClick={() => chooseLanguage(tag as Language)}
        >
          {name}
        </button>
      ))}
    </p>
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
          {route.page === 'start' && <Languages />}
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
