// The booking: reference, each visit with place and preparation, and how to change it.
import type { Visit as Booked } from '../../api/types.ts';
import { t } from '../../i18n/text.ts';
import { CheckIcon, PrintIcon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import {
  clinicPhone,
  type Directory,
  emergencyNumber,
  preparationOf,
  serviceName,
  useDirectory,
} from '../directory.ts';
import type { Flow } from '../flow.ts';
import { Visit } from '../parts.tsx';
import { hasMoved } from '../router.ts';
import { forgetFlow, useFlow } from '../store.ts';

/** The advice's own words come first: they know the region and the person's answers. */
function preparation(flow: Flow, directory: Directory, visit: Booked): string | null {
  const tests = flow.latest?.routing.diagnostics ?? [];
  const advised = tests.find((each) => each.service === visit.service)?.preparation;
  return advised ?? preparationOf(directory, visit);
}

function finish(): void {
  forgetFlow();
  location.replace('/');
}

export function DonePage() {
  const flow = useFlow();
  const directory = useDirectory();
  const { booking } = flow;
  if (!booking) return null;
  const phone = clinicPhone(directory);
  const visits = booking.appointments;
  const number = emergencyNumber(flow, directory, visits[0]?.location);
  const title = t('patient.done.title', { count: visits.length });
  return (
    <Page title={title} focus={hasMoved()} class="done">
      <div class="stack">
        <div class="success stack">
          <span class="tick">
            <CheckIcon />
          </span>
          <h1 tabIndex={-1}>{title}</h1>
          <p>
            {t('patient.done.reference')}
            <strong class="reference digits">{booking.reference}</strong>
          </p>
          <p class="small">{t('patient.done.keep')}</p>
        </div>
        <section class="stack" aria-labelledby="visits-title">
          <h2 id="visits-title">{t('patient.done.visits')}</h2>
          {visits.map((visit) => {
            const prepare = preparation(flow, directory, visit);
            return (
              <Visit key={visit.id} step={visit} directory={directory} address>
                {visit.status === 'pending' && (
                  <p class="warn-text small">{t('patient.done.waits')}</p>
                )}
                {prepare && (
                  <div class="prepare">
                    <h4>
                      {t('patient.done.prepare')}
                      <span class="hidden">
                        : {serviceName(directory, visit.service, visit.region)}
                      </span>
                    </h4>
                    <p>{prepare}</p>
                  </div>
                )}
              </Visit>
            );
          })}
        </section>
        <section class="stack" aria-labelledby="next-title">
          <h2 id="next-title">{t('patient.done.next')}</h2>
          <ul class="plain-list">
            <li>{t('patient.done.bring')}</li>
            <li>{phone ? t('patient.done.manage', { phone }) : t('patient.done.managePlain')}</li>
            <li>{t('patient.result.worseText', { number })}</li>
          </ul>
        </section>
        <div class="row no-print">
          <button type="button" class="button" onClick={() => print()}>
            <PrintIcon />
            <span>{t('patient.done.print')}</span>
          </button>
          <button type="button" class="button quiet" onClick={finish}>
            {t('patient.done.finish')}
          </button>
        </div>
      </div>
    </Page>
  );
}
