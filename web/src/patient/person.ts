// Checks the details of the person who comes. Pure.
// Must not be stricter than needed: names in any script, phones in any writing.
import type { PatientDetails } from '../api/types.ts';
import { t } from '../i18n/text.ts';
import type { Fault } from '../ui/fields.tsx';
import { looksLikeEmail, looksLikePhone } from '../ui/telephone.ts';
import { dateOf } from './answers.ts';
import type { DetailsDraft } from './flow.ts';

/** Where the server's faults belong on the page of details. */
export const kDetailFields: Record<string, string> = {
  '/patient/given_name': 'givenName',
  '/patient/family_name': 'familyName',
  '/patient/birth_date': 'birth',
  '/patient/phone': 'phone',
  '/patient/email': 'email',
};

export function checkDetails(
  draft: DetailsDraft,
  today: string,
): { patient: PatientDetails | null; faults: Fault[] } {
  const faults: Fault[] = [];
  const wrong = (field: string, text: string) => faults.push({ field, text });
  const [given, family] = [draft.givenName.trim(), draft.familyName.trim()];
  const [phone, email] = [draft.phone.trim(), draft.email.trim()];
  if (given === '') wrong('givenName', t('patient.details.noGiven'));
  if (family === '') wrong('familyName', t('patient.details.noFamily'));
  const birth = dateOf(draft, today);
  if (!birth.ok) wrong('birth', t(birth.fault));
  if (phone === '' && email === '') wrong('phone', t('patient.details.noContact'));
  if (phone !== '' && !looksLikePhone(phone)) wrong('phone', t('patient.details.badPhone'));
  if (email !== '' && !looksLikeEmail(email)) wrong('email', t('patient.details.badEmail'));
  if (faults.length > 0 || !birth.ok) return { patient: null, faults };
  const patient: PatientDetails = {
    given_name: given,
    family_name: family,
    birth_date: birth.value,
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
  };
  return { patient, faults };
}
