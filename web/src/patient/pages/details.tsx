// Who comes, and how to reach them: asked once, late, with the times already held.
import { useState } from 'preact/hooks';
import { t } from '../../i18n/text.ts';
import { DateFields, type Fault, faultOf, TextField } from '../../ui/fields.tsx';
import { ErrorSummary, Page } from '../../ui/page.tsx';
import { keepDetails, todayIn } from '../actions.ts';
import { useDirectory, zoneOf } from '../directory.ts';
import type { DetailsDraft } from '../flow.ts';
import { HoldBar } from '../hold-bar.tsx';
import { Submit } from '../parts.tsx';
import { checkDetails } from '../person.ts';
import { go, hasMoved } from '../router.ts';
import { setFlow, useFlow } from '../store.ts';

export function DetailsPage() {
  const flow = useFlow();
  const directory = useDirectory();
  const [faults, setFaults] = useState<Fault[]>([]);
  const draft = flow.details;
  const set = (part: Partial<DetailsDraft>) =>
    setFlow((now) => ({ ...now, details: { ...now.details, ...part } }));

  const submit = (event: Event) => {
    event.preventDefault();
    const checked = checkDetails(draft, todayIn(zoneOf(directory)));
    setFaults(checked.faults);
    if (!checked.patient) return;
    keepDetails(checked.patient);
    go({ page: 'check' });
  };

  const title = t(flow.forOther ? 'patient.details.titleOther' : 'patient.details.title');
  const own = !flow.forOther;
  return (
    <Page title={title} focus={hasMoved()}>
      <HoldBar />
      <form class="stack form" noValidate onSubmit={submit}>
        <ErrorSummary faults={faults} />
        <h1 tabIndex={-1}>{title}</h1>
        <TextField
          id="givenName"
          label={t('patient.details.given')}
          value={draft.givenName}
          autocomplete={own ? 'given-name' : 'off'}
          fault={faultOf(faults, 'givenName')}
          onValue={(givenName) => set({ givenName })}
        />
        <TextField
          id="familyName"
          label={t('patient.details.family')}
          value={draft.familyName}
          autocomplete={own ? 'family-name' : 'off'}
          fault={faultOf(faults, 'familyName')}
          onValue={(familyName) => set({ familyName })}
        />
        <DateFields
          id="birth"
          legend={<span class="label">{t('patient.details.birth')}</span>}
          hint={t('patient.details.birthHint')}
          value={draft}
          birthday={own}
          fault={faultOf(faults, 'birth')}
          onValue={set}
        />
        <h2>{t('patient.details.contact')}</h2>
        <p class="hint">{t('patient.details.contactHint')}</p>
        <TextField
          id="phone"
          type="tel"
          inputMode="tel"
          label={t('patient.details.phone')}
          hint={t('patient.details.phoneHint')}
          value={draft.phone}
          autocomplete="tel"
          fault={faultOf(faults, 'phone')}
          onValue={(phone) => set({ phone })}
        />
        <TextField
          id="email"
          type="email"
          inputMode="email"
          label={t('patient.details.email')}
          value={draft.email}
          autocomplete="email"
          fault={faultOf(faults, 'email')}
          onValue={(email) => set({ email })}
        />
        <Submit busy={false}>{t('patient.continue')}</Submit>
      </form>
    </Page>
  );
}
