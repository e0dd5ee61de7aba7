// Parts of the pages that are loaded when they are wanted, so that the first page comes sooner.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { NetworkLost } from '../api/problem.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { Trouble } from './parts.tsx';

interface Props {
  children?: ComponentChildren;
}

/**
 * Its children are drawn from the start: a lost connection hides nothing that was there before.
 * `title`: of a part that is a whole page.
 */
export function later(load: () => Promise<ComponentType<Props>>, title?: MessageKey) {
  let Ready: ComponentType<Props> | null = null;
  return ({ children }: Props) => {
    const [, redraw] = useState(0);
    const [error, setError] = useState<unknown>(null);
    const fetch = () => {
      setError(null);
      load().then(
        (part) => {
          Ready = part;
          redraw(1);
        },
        (fault) => setError(new NetworkLost(String(fault))),
      );
    };
    useEffect(() => {
      if (!Ready) fetch();
    }, []);
    if (Ready) return <Ready>{children}</Ready>;
    return (
      <>
        {title && <h1 tabIndex={-1}>{t(title)}</h1>}
        <Trouble error={error}>
          <button type="button" class="button" onClick={fetch}>
            {t('retry')}
          </button>
        </Trouble>
        {children}
        {!error && !title && !children && <div class="late progress" />}
      </>
    );
  };
}
