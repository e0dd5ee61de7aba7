// Entry of the patient's pages.
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import './patient.css';
import { pageAt, pathOf } from './flow.ts';
import { preferredOf, speak } from './language.ts';
import { EmergencyPage } from './pages/emergency.tsx';
import { QuestionPage } from './pages/question.tsx';
import { ResultPage } from './pages/result.tsx';
import { StartPage, WordsPage } from './pages/start.tsx';
import { later } from './part.tsx';
import { useRoute } from './router.ts';
import { Shell } from './shell.tsx';
import { currentFlow, useFlow } from './store.ts';

const kPages = {
  start: StartPage,
  words: WordsPage,
  result: ResultPage,
  emergency: EmergencyPage,
  times: later(async () => (await import('./booking.ts')).TimesPage),
  details: later(async () => (await import('./booking.ts')).DetailsPage),
  check: later(async () => (await import('./booking.ts')).CheckPage),
  done: later(async () => (await import('./booking.ts')).DonePage),
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
    const page = pageAt(flow, route.number);
    return (
      <Shell route={route}>
        {page && <QuestionPage key={path} number={route.number} page={page} />}
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

const place = document.getElementById('app');
const language = currentFlow().language ?? preferredOf(navigator.languages);
speak(language).then(() => place && render(<App />, place));
