// Runs one action at a time and remembers how it ended, for buttons and error notices.
import { useRef, useState } from 'preact/hooks';

export interface Task {
  busy: boolean;
  error: unknown;
  /** Ignored while another run is going on: a double tap sends once. */
  run: (action: () => Promise<void>) => Promise<void>;
  clear: () => void;
}

export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const going = useRef(false);
  const run = async (action: () => Promise<void>) => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (caught) {
      setError(caught);
    } finally {
      going.current = false;
      setBusy(false);
    }
  };
  return { busy, error, run, clear: () => setError(null) };
}
