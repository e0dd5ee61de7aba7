// Entry of the front desk's pages.
import messages from 'virtual:messages/staff/en';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import '../ui/tokens.css';
import '../ui/base.css';
import './staff.css';
import './ask/ask.css';
import { problemKey } from '../api/problem.ts';
import { t, useMessages } from '../i18n/text.ts';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import { AskPage } from './ask/ask-page.tsx';
import { DayPage } from './day-page.tsx';
import { DroppedNotice, Head } from './head.tsx';
import { findSession, useStanding } from './session.ts';
import { SignInAgain, SignInPage } from './sign-in.tsx';

function App() {
  const { state, session, ended, dropped } = useStanding();
  const task = useTask();
  const begin = () => task.run(findSession);
  useEffect(() => {
    begin();
  }, []);
  if (state === 'out') return <SignInPage dropped={dropped} />;
  if (session) {
    return (
      <>
        <a class="skip" href="#main">
          {t('skip')}
        </a>
        <Head session={session} />
        <div class="over">{dropped && <DroppedNotice name={dropped} />}</div>
        {location.pathname.startsWith('/staff/call') ? (
          <AskPage key={session.user.id} session={session} />
        ) : (
          <DayPage key={session.user.id} session={session} />
        )}
        {ended && <SignInAgain username={session.user.username} />}
      </>
    );
  }
  return (
    <main class="sign-in" id="main">
      {task.error === null ? (
        <div class="late progress" />
      ) : (
        <Notice kind="bad">
          <p>{t(problemKey(task.error))}</p>
          <button type="button" class="button" onClick={begin}>
            {t('retry')}
          </button>
        </Notice>
      )}
    </main>
  );
}

useMessages(messages, document.documentElement.lang || 'en');
const place = document.getElementById('app');
if (place) render(<App />, place);
