// Puts a routing decision into the order and words in which a person reads it. Pure.
// Must not decide anything: the server's decision is shown as it is.
import type { Diagnostic, Question, Routing, Specialist } from '../api/types.ts';
import { civilDate } from '../i18n/format.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { type Entry, kNone, kNotSure, optionsOf } from './answers.ts';

/** "within 6 weeks": whole hours up to two days, then whole days, then whole weeks. Rounds down. */
export function withinWords(hours: number): string {
  if (hours <= 48) return t('patient.result.withinHours', { count: hours });
  const days = Math.floor(hours / 24);
  if (days < 21 && days % 7 !== 0) return t('patient.result.withinDays', { count: days });
  return t('patient.result.withinWeeks', { count: Math.floor(days / 7) });
}

export interface Stage {
  title: MessageKey;
  specialists: Specialist[];
  tests: Diagnostic[];
}

/** The plan as stages in time; stages with nothing in them are left out. */
export function stagesOf(routing: Routing): Stage[] {
  const first = routing.specialists.filter((each) => each.when === 'first');
  const later = routing.specialists.filter((each) => each.when !== 'first');
  const tests = (pick: (test: Diagnostic) => boolean) => routing.diagnostics.filter(pick);
  const reserved = (test: Diagnostic) =>
    test.mode === 'reserve_pending_consult' || test.timing === 'after_consultation';
  const stages: Stage[] = [
    {
      title: 'patient.result.beforeVisit',
      specialists: [],
      tests: tests((test) => !reserved(test) && test.timing === 'before_consultation'),
    },
    { title: 'patient.result.firstVisit', specialists: first, tests: [] },
    {
      title: 'patient.result.anyTime',
      specialists: [],
      tests: tests((test) => !reserved(test) && test.timing === 'any'),
    },
    { title: 'patient.result.afterVisit', specialists: [], tests: tests(reserved) },
    { title: 'patient.result.later', specialists: later, tests: [] },
  ];
  return stages.filter((stage) => stage.specialists.length + stage.tests.length > 0);
}

/** The reasons not told before: one rule often asks for several things in the same words. */
export function reasonsOnce(
  stages: readonly Stage[],
  told: readonly string[],
): Map<Specialist | Diagnostic, string> {
  const said = new Set(told);
  const own = new Map<Specialist | Diagnostic, string>();
  for (const stage of stages) {
    for (const each of [...stage.specialists, ...stage.tests]) {
      if (said.has(each.reason)) continue;
      said.add(each.reason);
      own.set(each, each.reason);
    }
  }
  return own;
}

/** A rule that spoke, with the titles of what it rests on. */
export interface Rule {
  id: string;
  reason: string;
  sources: string[];
}

/** Every rule that spoke, once, in the order in which its advice is shown. */
export function rulesOf(routing: Routing): Rule[] {
  const told = [...routing.specialists, ...routing.diagnostics].flatMap((each) => each.rules);
  const fired = new Map((routing.rules ?? []).map((rule) => [rule.id, rule]));
  const titles = new Map((routing.sources ?? []).map((each) => [each.id, each.title]));
  return [...new Set([...told, ...fired.keys()])].map((id) => ({
    id,
    reason: fired.get(id)?.reason ?? '',
    sources: (fired.get(id)?.sources ?? []).map((source) => titles.get(source) ?? source),
  }));
}

/** A given answer as the person would say it. */
export function answerWords(question: Question, entry: Entry | undefined): string {
  if (!entry) return '';
  const options = optionsOf(question);
  const named = (value: string) => options.find((each) => each.value === value)?.text ?? value;
  if (entry.text === kNotSure) return t('patient.question.notSure');
  switch (question.kind) {
    case 'boolean':
      if (options.length > 0) return named(entry.text ?? '');
      return t(entry.text === kNone ? 'patient.question.no' : 'patient.question.yes');
    case 'group':
    case 'multi_choice':
      return entry.text === kNone
        ? t('patient.question.none')
        : (entry.list ?? []).map(named).join('; ');
    case 'duration':
      return `${entry.text} ${t(`patient.question.${entry.unit ?? 'days'}`, { count: Number(entry.text) })}`;
    case 'date':
      return civilDate(isoOf(entry));
    default:
      return named(entry.text ?? '');
  }
}

function isoOf({ day = '', month = '', year = '' }: Entry): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
