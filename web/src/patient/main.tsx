// Entry of the patient's pages.
import messages from 'virtual:messages/patient/en';
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import './patient.css';
import { useMessages } from '../i18n/text.ts';
import { pathOf, questionAt } from './flow.ts';
import { CheckPage } from './pages/check.tsx';
import { DetailsPage } from './pages/details.tsx';
import { DonePage } from './pages/done.tsx';
import { EmergencyPage } from './pages/emergency.tsx';
import { QuestionPage } from './pages/question.tsx';
import { ResultPage } from './pages/result.tsx';
import { StartPage, WordsPage } from './pages/start.tsx';
import { later } from './part.tsx';
import { useRoute } from './router.ts';
import { Shell } from './shell.tsx';
import { useFlow } from './store.ts';

const kPages = {
  start: StartPage,
  words: WordsPage,
  result: ResultPage,
  times: later(async () => (await import('./pages/times.tsx')).TimesPage),
  details: DetailsPage,
  check: CheckPage,
  done: DonePage,
  emergency: EmergencyPage,
  sheet: later(
    async () => (await import('./pages/sheet.tsx')).SheetPage,
    'patient.emergency.print',
  ),
};

function App() {
  const route = useRoute();
  const flow = useFlow();
  const path = pathOf(route);
  if (route.page === 'question') {
    const question = questionAt(flow, route.number);
    return (
      <Shell route={route}>
        {question && (
          <QuestionPage key={`${path} ${question.id}`} number={route.number} question={question} />
        )}
      </Shell>
    );
  }
  const Shown = kPages[route.page];
  return (
    <Shell route={route}>
      <Shown key={path} />
    </Shell>
  );
}

useMessages(messages, document.documentElement.lang || 'en');
const place = document.getElementById('app');
if (place) render(<App />, place);
