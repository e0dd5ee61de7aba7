// "Why this plan?": each reason beside the person's own words, what is not offered, and the rules.
import messages from 'virtual:messages/reasons/en';
import type { ComponentChildren } from 'preact';
import type { Evidence, Explanation, Routing } from '../../api/types.ts';
import { readExplanation } from '../../data/patient.ts';
import { addMessages, t } from '../../i18n/text.ts';
import { rulesOf } from '../advice.ts';
import { useAnswer } from '../answer-of.tsx';
import { offerName, useDirectory } from '../directory.ts';
import { useFlow } from '../store.ts';
import './reasons.css';

addMessages(messages);

type Patient = Explanation['patient'];

function originOf(told: Evidence): string {
  if (told.quote) return t('reasons.wrote', { quote: told.quote });
  return t(told.state === 'unasked' ? 'reasons.notAsked' : 'reasons.answered');
}

function Told({ list }: { list: Evidence[] }) {
  return (
    <ul class="told">
      {list.map((told) => (
        <li key={told.id}>
          {told.text}
          {told.value ? `: ${told.value}` : ''} <span class="soft small">({originOf(told)})</span>
        </li>
      ))}
    </ul>
  );
}

function Because({ because, open }: { because: Evidence[]; open: Evidence[] }) {
  return (
    <>
      {because.length > 0 && (
        <>
          <p class="small soft">{t('reasons.because')}</p>
          <Told list={because} />
        </>
      )}
      {open.length > 0 && (
        <>
          <p class="small soft">{t('reasons.possible')}</p>
          <Told list={open} />
        </>
      )}
    </>
  );
}

/** What no reason above named: shown so that nothing seems to be overheard. */
function restOf({ understood, why }: Patient): Evidence[] {
  const named = new Set(why.flatMap((each) => each.because.map((told) => told.id)));
  return understood.filter((told) => !named.has(told.id));
}

function Why({ patient }: { patient: Patient }) {
  const rest = restOf(patient);
  return (
    <ul class="why">
      {patient.why.map((each) => (
        <li key={each.reason}>
          <p>
            <strong>{each.reason}</strong>
          </p>
          <Because because={each.because} open={each.open} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <p>{t('reasons.everything')}</p>
          <Told list={rest} />
        </li>
      )}
    </ul>
  );
}

function Checks({ patient }: { patient: Patient }) {
  const swapped = patient.tests.filter((test) => test.in_place_of);
  const asked = [...new Set(patient.tests.flatMap((test) => test.ask_again))];
  if (patient.checks.length + swapped.length + asked.length === 0) return null;
  return (
    <details>
      <summary>{t('reasons.checks')}</summary>
      <ul class="why">
        {patient.checks.map((each) => (
          <li key={each.reason}>
            <p>{each.reason}</p>
            <Because because={each.because} open={[]} />
          </li>
        ))}
        {swapped.map((test) => (
          <li key={test.service}>
            <p>{t('reasons.instead', { test: test.label, other: test.in_place_of ?? '' })}</p>
          </li>
        ))}
        {asked.length > 0 && (
          <li>
            <p>{t('reasons.again')}</p>
            <ul class="told">
              {asked.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </details>
  );
}

function NotOffered({ routing }: { routing: Routing }) {
  const directory = useDirectory();
  if (routing.not_offered.length === 0) return null;
  return (
    <details>
      <summary>{t('reasons.notOffered')}</summary>
      <dl class="reasons">
        {routing.not_offered.map(({ what, label, reason }) => (
          <div key={what}>
            <dt>{label ?? offerName(directory, what)}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Rules({ routing }: { routing: Routing }) {
  const { id, version } = routing.protocol;
  return (
    <details>
      <summary>{t('reasons.rules')}</summary>
      <p class="small">{t('reasons.rulesText', { id, version })}</p>
      <ul class="rules">
        {rulesOf(routing).map((rule) => (
          <li key={rule.id}>
            <code>{rule.id}</code>
            {rule.reason && <p class="small">{rule.reason}</p>}
            {rule.sources.length > 0 && (
              <p class="small soft">{t('reasons.sources', { titles: rule.sources.join('; ') })}</p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Reasons({ children }: { children?: ComponentChildren }) {
  const flow = useFlow();
  const { answer, waiting } = useAnswer(flow.intake, flow.latest, readExplanation);
  const routing = flow.latest?.routing;
  if (!routing) return null;
  return (
    <section class="stack" aria-labelledby="why-title">
      <h2 id="why-title">{t('reasons.title')}</h2>
      {waiting}
      {answer && <Why patient={answer.patient} />}
      <div class="more">
        {answer && <Checks patient={answer.patient} />}
        <NotOffered routing={routing} />
        {children}
        <Rules routing={routing} />
      </div>
    </section>
  );
}
