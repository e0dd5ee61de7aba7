// The emergency instruction, alone. Nothing on this page leads to times or booking.
import { t } from '../../i18n/text.ts';
import { PhoneIcon, PrintIcon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { dialable } from '../../ui/telephone.ts';
import { emergencyNumber, useDirectory } from '../directory.ts';
import { WhatWeRead } from '../parts.tsx';
import { go, hasMoved } from '../router.ts';
import { useFlow } from '../store.ts';
import { change } from './start.tsx';

/** Back to the answer that led here, or to the words when those did. */
function mend(answers: number): void {
  if (answers > 0) change(answers);
  else go({ page: 'words' });
}

export function EmergencyPage() {
  const flow = useFlow();
  const sent = flow.latest?.routing.emergency;
  const number = emergencyNumber(flow, useDirectory());
  const title = sent?.title ?? t('patient.emergency.title');
  const text = sent?.text ?? t('patient.urgent.title', { number });
  return (
    <Page title={title} focus={hasMoved()} class="emergency">
      <div class="stack">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="instruction">{text}</p>
        <p class="no-print">
          <a class="button call" href={dialable(number)}>
            <PhoneIcon />
            <span>{t('patient.emergency.call', { number })}</span>
          </a>
        </p>
        <section class="stack say" aria-labelledby="say-title">
          <h2 id="say-title">{t('patient.emergency.say')}</h2>
          {sent?.say && <p class="sentence">{sent.say}</p>}
          <h3 class="small">{t('patient.emergency.complaint')}</h3>
          <blockquote>{flow.complaint}</blockquote>
          <p class="small">{t('patient.emergency.why')}</p>
        </section>
        <div class="row no-print">
          <button type="button" class="button outline" onClick={() => go({ page: 'sheet' })}>
            <PrintIcon />
            <span>{t('patient.emergency.print')}</span>
          </button>
          <p>
            {t('patient.emergency.wrong')}{' '}
            <button type="button" class="link" onClick={() => mend(flow.asked.length)}>
              {t('patient.emergency.change')}
            </button>
          </p>
        </div>
        <div class="no-print">
          <WhatWeRead flow={flow} open={false} />
        </div>
      </div>
    </Page>
  );
}
