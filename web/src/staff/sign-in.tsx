// Sign-in, as a page of its own or over a page whose session has ended.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, problemKey } from '../api/problem.ts';
import { t } from '../i18n/text.ts';
import { TextField } from '../ui/fields.tsx';
import { Mark } from '../ui/icons.tsx';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import { DroppedNotice } from './head.tsx';
import { signIn } from './session.ts';

function SignInForm({ username: known }: { username: string }) {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState(false);
  const task = useTask();

  const submit = (event: Event) => {
    event.preventDefault();
    const empty = username.trim() === '' || password === '';
    setMissing(empty);
    task.clear();
    if (!empty) task.run(() => signIn(username.trim(), password));
  };

  const wrong = task.error instanceof Problem && task.error.status === 401;
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <div role="alert">
        {missing && (
          <Notice kind="bad">
            <p>{t('staff.signIn.missing')}</p>
          </Notice>
        )}
        {task.error !== null && (
          <Notice kind="bad">
            <p>{wrong ? t('staff.signIn.wrong') : t(problemKey(task.error))}</p>
          </Notice>
        )}
      </div>
      <TextField
        id="username"
        label={t('staff.signIn.username')}
        autocomplete="username"
        value={username}
        onValue={setUsername}
      />
      <div class="password">
        <TextField
          id="password"
          type={shown ? 'text' : 'password'}
          label={t('staff.signIn.password')}
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
        />
        <button type="button" class="button quiet" onClick={() => setShown(!shown)}>
          {t(shown ? 'staff.signIn.hide' : 'staff.signIn.show')}
          <span class="hidden">{t('staff.signIn.password')}</span>
        </button>
      </div>
      <button type="submit" class="button" aria-busy={task.busy ? 'true' : undefined}>
        {t('staff.signIn.submit')}
      </button>
    </form>
  );
}

export function SignInPage({ dropped }: { dropped: string | null }) {
  useEffect(() => {
    document.title = `${t('staff.signIn.title')} – ${t('staff.title')} – ${t('brand')}`;
    document.getElementById('username')?.focus();
  }, []);
  return (
    <main class="sign-in" id="main">
      <div class="card stack">
        <p class="brand">
          <Mark />
          <span>
            {t('brand')} <span class="soft">{t('staff.title')}</span>
          </span>
        </p>
        <h1>{t('staff.signIn.title')}</h1>
        <p class="soft">{t('staff.signIn.lead')}</p>
        {dropped && <DroppedNotice name={dropped} />}
        <SignInForm username="" />
        <p class="small">
          <a href="/">{t('staff.patientPages')}</a>
        </p>
      </div>
    </main>
  );
}

/** Cannot be closed: behind it stands work that waits for the sign-in. */
export function SignInAgain({ username }: { username: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    document.getElementById('password')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="card"
      aria-labelledby="again-title"
      onCancel={(event) => event.preventDefault()}
    >
      <div class="stack">
        <h2 id="again-title">{t('staff.signIn.title')}</h2>
        <p>{t('staff.signIn.expired')}</p>
        <SignInForm username={username} />
      </div>
    </dialog>
  );
}
