// What else may be done with one visit: rarer steps, and cancelling with its reason.
import { useEffect, useRef, useState } from 'preact/hooks';
import { problemKey } from '../api/problem.ts';
import type { Appointment, CancelReason } from '../api/types.ts';
import { civilDate, timeOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { FaultText } from '../ui/fields.tsx';
import { Notice } from '../ui/page.tsx';
import type { Task } from '../ui/task.ts';
import { WhyVisit } from './account.tsx';
import { Status } from './status.tsx';
import { kCancelReasons, nameOf, nextSteps, type Step } from './visits.ts';

interface Props {
  visit: Appointment;
  zone: string;
  service: string;
  task: Task;
  onStep: (step: Step, reason?: CancelReason) => void;
  onClose: () => void;
}

function CancelForm({ task, onStep }: Pick<Props, 'task' | 'onStep'>) {
  const [reason, setReason] = useState<CancelReason | ''>('');
  const [missing, setMissing] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setMissing(reason === '');
    if (reason !== '') onStep('cancelled', reason);
  };
  return (
    <form class="stack cancel" noValidate onSubmit={submit}>
      <div class={missing ? 'field faulty' : 'field'}>
        <label class="label" for="reason">
          {t('staff.dialog.reason')}
        </label>
        <FaultText id="reason" text={missing ? t('staff.dialog.noReason') : undefined} />
        <select
          class="input"
          id="reason"
          value={reason}
          aria-describedby={missing ? 'reason-fault' : undefined}
          aria-invalid={missing ? 'true' : undefined}
          onInput={(event) => setReason(event.currentTarget.value as CancelReason)}
        >
          <option value="" />
          {kCancelReasons.map((each) => (
            <option key={each} value={each}>
              {t(`staff.reason.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button danger" aria-busy={task.busy ? 'true' : undefined}>
        {t('staff.dialog.cancel')}
      </button>
    </form>
  );
}

export function VisitDialog({ visit, zone, service, task, onStep, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const node = dialog.current;
    node?.showModal();
    return () => node?.close();
  }, []);
  const steps = nextSteps(visit.status);
  const plain = steps.filter((step) => step !== 'cancelled');
  const title = t('staff.dialog.title', { name: nameOf(visit), time: timeOf(visit.start, zone) });
  return (
    <dialog ref={dialog} class="card" aria-labelledby="visit-title" onClose={onClose}>
      <div class="stack">
        <h2 id="visit-title">{title}</h2>
        <p class="soft">
          {service} · {visit.reference} · {civilDate(visit.patient.birth_date)}
        </p>
        {visit.note && <p class="note">{visit.note}</p>}
        <Status status={visit.status} />
        <div role="alert">
          {task.error !== null && (
            <Notice kind="bad">
              <p>{t(problemKey(task.error))}</p>
            </Notice>
          )}
        </div>
        {visit.intake && <WhyVisit intake={visit.intake} />}
        {plain.length > 0 && (
          <div class="row">
            {plain.map((step) => (
              <button key={step} type="button" class="button quiet" onClick={() => onStep(step)}>
                {t(`staff.action.${step}`)}
              </button>
            ))}
          </div>
        )}
        {steps.includes('cancelled') && <CancelForm task={task} onStep={onStep} />}
        <button type="button" class="link" onClick={onClose}>
          {t('staff.dialog.close')}
        </button>
      </div>
    </dialog>
  );
}
