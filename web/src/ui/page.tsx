// What every page does on arrival: title, focus on the heading, top of the page; and how it says
// that something is wrong. Must not know which page it is.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import type { Fault } from './fields.tsx';

interface PageProps {
  title: string;
  children: ComponentChildren;
  /** Arriving by a link moves focus to the heading; the very first page leaves it alone. */
  focus: boolean;
  class?: string;
}

export function Page({ title, children, focus, class: name }: PageProps) {
  useEffect(() => {
    document.title = `${title} – ${t('brand')}`;
  }, [title]);
  useEffect(() => {
    if (!focus) return;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [focus]);
  return <div class={`page ${name ?? ''}`}>{children}</div>;
}

/**
 * Takes focus each time it appears, so that a fault is heard; each line leads to its field.
 * The title says it too: it is the first thing that a screen reader reads.
 */
export function ErrorSummary({
  faults,
  children,
}: {
  faults: Fault[];
  children?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const shown = faults.length > 0 || Boolean(children);
  useEffect(() => {
    if (!shown) return;
    box.current?.focus();
    const plain = document.title;
    document.title = t('errorTitle', { title: plain });
    return () => {
      document.title = plain;
    };
  }, [shown, faults]);
  if (!shown) return null;
  const go = (event: Event, field: string) => {
    event.preventDefault();
    const target = document.getElementById(field);
    const input = target?.matches('input, textarea, select')
      ? target
      : target?.querySelector<HTMLElement>('input, textarea, select, button');
    target?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  };
  return (
    <div class="notice bad stack" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('summary.title')}</h2>
      {faults.length > 0 && (
        <ul class="plain">
          {faults.map((fault) => (
            <li key={fault.field}>
              <a href={`#${fault.field}`} onClick={(event) => go(event, fault.field)}>
                {fault.text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

interface NoticeProps {
  kind?: 'warn' | 'bad' | 'good';
  title?: string | undefined;
  live?: boolean;
  children?: ComponentChildren;
}

export function Notice({ kind, title, live, children }: NoticeProps) {
  return (
    <div class={`notice stack ${kind ?? ''}`} role={live ? 'status' : undefined}>
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}
