// Why a visit was planned, for staff: the rules and guards that spoke, the answers behind each, what
// is not known, labels for reports and sources. Must not be reachable from the patients' pages.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemKey } from '../api/problem.ts';
import type { ClinicianExplanation, Evidence, Explanation } from '../api/types.ts';
import { readExplanation } from '../data/staff.ts';
import { t } from '../i18n/text.ts';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import './account.css';

function originOf(told: Evidence): string {
  if (told.quote) return t('staff.account.wrote', { quote: told.quote });
  if (told.state === 'unasked') return t('staff.account.notAsked');
  return t('staff.account.answered');
}

function Told({ title, list }: { title: string; list: Evidence[] }) {
  if (list.length === 0) return null;
  return (
    <>
      <p class="small soft">{title}</p>
      <ul class="told">
        {list.map((told) => (
          <li key={told.id}>
            {told.text}
            {told.value ? `: ${told.value}` : ''} <code>{told.id}</code>{' '}
            <span class="soft">({originOf(told)})</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface SpokenProps {
  id: string;
  certain: boolean;
  reason: string;
  because: Evidence[];
  open: Evidence[];
  sources: string[];
  children?: ComponentChildren;
}

function Spoken({ id, certain, reason, because, open, sources, children }: SpokenProps) {
  return (
    <li>
      <p>
        <code>{id}</code> {!certain && <strong>{t('staff.account.possible')}</strong>}
      </p>
      <p>{reason}</p>
      {children}
      <Told title={t('staff.account.because')} list={because} />
      <Told title={t('staff.account.open')} list={open} />
      {sources.length > 0 && (
        <p class="small soft">{t('staff.account.restsOn', { sources: sources.join(', ') })}</p>
      )}
    </li>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Rules({ told }: { told: ClinicianExplanation }) {
  return (
    <>
      <Part title={t('staff.account.rules')}>
        <ul class="spoken">
          {told.rules.map((rule) => (
            <Spoken key={rule.id} {...rule}>
              <p class="small soft">{t(`staff.account.urgency.${rule.urgency}`)}</p>
            </Spoken>
          ))}
        </ul>
      </Part>
      {told.guards.length > 0 && (
        <Part title={t('staff.account.guards')}>
          <ul class="spoken">
            {told.guards.map((guard) => (
              <Spoken key={guard.id} {...guard}>
                {guard.effects.map(({ op, on, to }) => (
                  <p key={`${op} ${on} ${to}`} class="small">
                    <code>{[op, ...on, to].filter(Boolean).join(' ')}</code>
                  </p>
                ))}
              </Spoken>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Labels({ told }: { told: ClinicianExplanation }) {
  if (told.conditions.length === 0) return null;
  return (
    <Part title={t('staff.account.labels')}>
      <ul class="told">
        {told.conditions.map(({ id, label, icd10 }) => (
          <li key={id}>
            <code>{icd10}</code> {label}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Sources({ told }: { told: ClinicianExplanation }) {
  return (
    <Part title={t('staff.account.sources')}>
      <ul class="told">
        {told.sources.map(({ id, title, year, url }) => (
          <li key={id}>
            <code>{id}</code>{' '}
            {url ? (
              <a href={url} target="_blank" rel="noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
            {year ? ` (${year})` : ''}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Account({ explanation }: { explanation: Explanation }) {
  const told = explanation.clinician;
  if (!told) return null;
  const { id, version } = explanation.protocol;
  return (
    <div class="stack account">
      <p class="small soft">{t('staff.account.protocol', { id, version })}</p>
      {told.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Rules told={told} />
      <Part title={t('staff.account.unknown')}>
        <Told title={t('staff.account.unsure')} list={told.unsure} />
        <Told title={t('staff.account.unasked')} list={told.unasked} />
        <Told title={t('staff.account.denied')} list={told.denied} />
      </Part>
      <Labels told={told} />
      <Sources told={told} />
    </div>
  );
}

/** Read when it is opened: most visits are handled without it. */
export function WhyVisit({ intake }: { intake: string }) {
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const task = useTask();
  useEffect(() => {
    if (open && !explanation) task.run(async () => setExplanation(await readExplanation(intake)));
  }, [open]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('staff.account.title')}</summary>
      <div role="alert">
        {task.error !== null && (
          <Notice kind="bad">
            <p>{t(problemKey(task.error))}</p>
          </Notice>
        )}
      </div>
      {explanation && <Account explanation={explanation} />}
    </details>
  );
}
