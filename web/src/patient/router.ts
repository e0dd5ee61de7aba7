// Addresses and the browser's history for the patient's pages.
// Must not put anything a person told us into an address.
import { useEffect, useState } from 'preact/hooks';
import { allowed, pathOf, type Route, routeOf } from './flow.ts';
import { currentFlow } from './store.ts';

const listeners = new Set<() => void>();

/** False until the first move: the page that the browser opened keeps the browser's focus. */
let moved = false;

export function hasMoved(): boolean {
  return moved;
}

function shown(): Route {
  const wanted = routeOf(location.pathname);
  const route = allowed(currentFlow(), wanted);
  if (pathOf(route) !== location.pathname) history.replaceState(null, '', pathOf(route));
  return route;
}

export function go(route: Route, how: 'push' | 'replace' = 'push'): void {
  moved = true;
  const path = pathOf(route);
  if (how === 'replace' || path === location.pathname) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  for (const tell of listeners) tell();
}

export function useRoute(): Route {
  const [route, setRoute] = useState(shown);
  useEffect(() => {
    const tell = () => setRoute(shown());
    const back = () => {
      moved = true;
      tell();
    };
    listeners.add(tell);
    addEventListener('popstate', back);
    return () => {
      listeners.delete(tell);
      removeEventListener('popstate', back);
    };
  }, []);
  return route;
}
