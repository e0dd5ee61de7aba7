// The pages after the advice, in a file of their own: who only seeks advice need not load them.
export { CheckPage } from './pages/check.tsx';
export { DetailsPage } from './pages/details.tsx';
export { DonePage } from './pages/done.tsx';
export { TimesPage } from './pages/times.tsx';
