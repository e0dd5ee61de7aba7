// One answer of the server that a page shows, read when the page opens.
import { useEffect, useState } from 'preact/hooks';
import type { IntakeRef } from '../data/patient.ts';
import { t } from '../i18n/text.ts';
import { useTask } from '../ui/task.ts';
import { Trouble } from './parts.tsx';

/** Read again when `version` changes: a changed answer changes what it says. */
export function useAnswer<T>(
  intake: IntakeRef | null,
  version: unknown,
  read: (intake: IntakeRef) => Promise<T>,
) {
  const [answer, setAnswer] = useState<T | null>(null);
  const task = useTask();
  const look = () =>
    task.run(async () => {
      if (intake) setAnswer(await read(intake));
    });
  useEffect(() => {
    look();
  }, [intake?.id, version]);
  const waiting = (
    <>
      <Trouble error={task.error}>
        <button type="button" class="button" onClick={look}>
          {t('retry')}
        </button>
      </Trouble>
      {task.busy && <div class="progress" />}
    </>
  );
  return { answer, waiting };
}
