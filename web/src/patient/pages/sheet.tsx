// The sheet for an ambulance crew or a hospital: black on white, one page of paper. Its words come
// from the server in the person's language. The name typed here is sent nowhere.
import messages from 'virtual:messages/sheet/en';
import { useState } from 'preact/hooks';
import type { Handover } from '../../api/types.ts';
import { readHandover } from '../../data/patient.ts';
import { addMessages, t } from '../../i18n/text.ts';
import { PrintIcon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { useAnswer } from '../answer-of.tsx';
import { hasMoved } from '../router.ts';
import { useFlow } from '../store.ts';
import './sheet.css';

addMessages(messages);

type Section = Handover['sections'][number];

function Lines({ section }: { section: Section }) {
  const [first] = section.lines;
  switch (section.part) {
    case 'words':
      return <blockquote>{first?.text}</blockquote>;
    case 'say':
      return <p class="loud">{first?.text}</p>;
    default:
      return (
        <ul>
          {section.lines.map((line) => (
            <li key={line.text}>{line.text}</li>
          ))}
        </ul>
      );
  }
}

function Sheet({ sheet, name }: { sheet: Handover; name: string }) {
  return (
    <article class="sheet" lang={sheet.language} aria-labelledby="sheet-title">
      <h2 id="sheet-title">{sheet.title}</h2>
      <p class="name">
        {sheet.name_label}: <strong>{name}</strong>
      </p>
      {sheet.sections.map((section) => (
        <section key={section.part} class={`part-${section.part}`}>
          <h3>{section.title}</h3>
          <Lines section={section} />
        </section>
      ))}
      <footer>
        {sheet.foot.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </footer>
    </article>
  );
}

export function SheetPage() {
  const flow = useFlow();
  const [name, setName] = useState('');
  const { answer, waiting } = useAnswer(flow.intake, flow.latest, readHandover);
  const title = t('sheet.page');
  return (
    <Page title={title} focus={hasMoved()} class="sheet-page">
      <div class="stack no-print">
        <h1 tabIndex={-1}>{title}</h1>
        <p>{t('sheet.about')}</p>
        <div class="field">
          <label class="label" for="sheet-name">
            {t('sheet.name')}
          </label>
          <p class="hint" id="sheet-name-hint">
            {t('sheet.nameHelp')}
          </p>
          <input
            class="input"
            id="sheet-name"
            value={name}
            maxLength={80}
            autocomplete="off"
            aria-describedby="sheet-name-hint"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        {answer && (
          <button type="button" class="button main-action" onClick={() => print()}>
            <PrintIcon />
            <span>{t('sheet.print')}</span>
          </button>
        )}
        {waiting}
      </div>
      {answer && <Sheet sheet={answer} name={name} />}
    </Page>
  );
}
