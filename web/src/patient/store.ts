// Holds the one Flow of this browser tab: keeps it in session storage and tells pages of changes.
// Must not write anything anywhere else: no address, no local storage, no cookie.
import { useEffect, useState } from 'preact/hooks';
import { type Flow, kStart } from './flow.ts';

const kKey = 'plexus.flow';
const listeners = new Set<() => void>();
let flow: Flow = load();

function load(): Flow {
  try {
    const kept = JSON.parse(sessionStorage.getItem(kKey) ?? 'null') as Flow | null;
    return kept?.version === 2 ? { ...kStart, ...kept } : kStart;
  } catch {
    return kStart; // Storage is switched off: the pages work until the tab is reloaded.
  }
}

export function currentFlow(): Flow {
  return flow;
}

export function setFlow(next: Flow | ((now: Flow) => Flow)): Flow {
  flow = typeof next === 'function' ? next(flow) : next;
  try {
    sessionStorage.setItem(kKey, JSON.stringify(flow));
  } catch {
    // As above: nothing else may take its place.
  }
  for (const tell of listeners) tell();
  return flow;
}

/** The language stays while the page does: whoever reads on reads on in it. */
export function forgetFlow(): void {
  setFlow(({ language }) => ({ ...kStart, language }));
  try {
    sessionStorage.removeItem(kKey);
  } catch {
    // Nothing was kept.
  }
}

export function useFlow(): Flow {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = () => redraw((count) => count + 1);
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  }, []);
  return flow;
}
