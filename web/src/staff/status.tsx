// An appointment's status as an icon and a word: never by colour alone.
import type { AppointmentStatus } from '../api/types.ts';
import { t } from '../i18n/text.ts';
import {
  AwayIcon,
  CalendarIcon,
  CheckIcon,
  ClockIcon,
  CrossIcon,
  DoubleCheckIcon,
  PersonIcon,
} from '../ui/icons.tsx';

const kIcons = {
  pending: ClockIcon,
  booked: CalendarIcon,
  arrived: PersonIcon,
  'checked-in': CheckIcon,
  fulfilled: DoubleCheckIcon,
  cancelled: CrossIcon,
  noshow: AwayIcon,
  waitlist: ClockIcon,
  'entered-in-error': CrossIcon,
};

export function Status({ status }: { status: AppointmentStatus }) {
  const Icon = kIcons[status];
  return (
    <span class={`status ${status}`}>
      <Icon />
      <span>{t(`staff.status.${status}`)}</span>
    </span>
  );
}
