#!/usr/bin/env python3
"""Writes random-rules.golden: random rules and the dates that python-dateutil gives for them.

Run by hand (needs python3-dateutil); the seed stands in the file, so a run changes nothing. It shares
no code with the program. A line is: zone | start and time | rule | EXDATEs | window | first date and
the days from each date to the next."""

import datetime as dt
import os
import random

from dateutil import rrule, tz

SEED = 20271123
CASES = 400
DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']


def some(dice, values, most):
    return sorted(dice.sample(values, dice.randint(1, most)))


def nth_days(dice):
    return [f'{dice.choice([-2, -1, 1, 2, 3, 4, 5])}{day}' for day in dice.sample(DAYS, dice.randint(1, 2))]


def joined(values):
    return ','.join(str(value) for value in values)


def random_parts(dice):
    frequency = dice.choice(['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY'])
    parts = [f'FREQ={frequency}']
    if dice.random() < 0.5:
        parts.append(f'INTERVAL={dice.randint(1, 6)}')
    if frequency == 'DAILY' and dice.random() < 0.4:
        parts.append('BYDAY=' + ','.join(dice.sample(DAYS, dice.randint(1, 4))))
    if frequency == 'WEEKLY' and dice.random() < 0.8:
        parts.append('BYDAY=' + ','.join(dice.sample(DAYS, dice.randint(1, 4))))
    if frequency == 'WEEKLY' and dice.random() < 0.3:
        parts.append(f'WKST={dice.choice(["MO", "SU"])}')
    if frequency == 'YEARLY' or dice.random() < 0.15:
        parts.append('BYMONTH=' + joined(some(dice, list(range(1, 13)), 4)))
    if frequency in ('MONTHLY', 'YEARLY'):
        kind = dice.randint(0, 4)
        if kind == 0:
            parts.append('BYDAY=' + ','.join(nth_days(dice)))
        if kind in (1, 2):
            parts.append('BYMONTHDAY=' + joined(some(dice, [1, 13, 15, 28, 29, 30, 31, -1, -7], 3)))
        if kind == 2:
            parts.append('BYDAY=' + ','.join(dice.sample(DAYS, 2)))
        if kind == 3:
            parts.append('BYDAY=' + ','.join(dice.sample(DAYS, dice.randint(1, 3))))
    return parts


def until_text(dice, start, zone):
    """The part as text, and the last instant or wall time that it allows, to be compared."""
    day = start + dt.timedelta(days=dice.randint(10, 700))
    kind = dice.choice(['date', 'local', 'utc'])
    if kind == 'date':
        return day.strftime('%Y%m%d'), day.replace(hour=23, minute=59, second=59), False
    wall = day + dt.timedelta(minutes=dice.choice([-60, -1, 0, 1, 60]))
    if kind == 'local':
        return wall.strftime('%Y%m%dT%H%M%S'), wall, False
    moment = wall.replace(tzinfo=zone).astimezone(tz.UTC)
    return moment.strftime('%Y%m%dT%H%M%SZ'), moment, True


def case(dice):
    zone_name = dice.choice(ZONES)
    zone = tz.gettz(zone_name)
    begin = dt.datetime(dice.randint(2024, 2028), dice.randint(1, 12), dice.randint(1, 28),
                        dice.choice([0, 5, 9, 13, 23]), dice.choice([0, 30]))
    parts = random_parts(dice)
    text = ';'.join(parts)
    start = rrule.rrulestr(text, dtstart=begin).after(begin, inc=True)
    if start is None or start.year > 2030:
        return None
    if rrule.rrulestr(text, dtstart=start).after(start, inc=True) != start:
        return None
    window = (start + dt.timedelta(days=dice.randint(-30, 200))).date()
    window_end = window + dt.timedelta(days=dice.randint(30, 800))
    horizon = dt.datetime.combine(window_end, dt.time())
    dates = list(rrule.rrulestr(text, dtstart=start).between(start, horizon, inc=True))
    end = dice.choice(['none', 'count', 'until', 'until'])
    if end == 'count':
        count = dice.randint(1, 40)
        parts.append(f'COUNT={count}')
        dates = dates[:count]
    if end == 'until':
        written, limit, in_utc = until_text(dice, start, zone)
        parts.append(f'UNTIL={written}')
        dates = [one for one in dates
                 if (one.replace(tzinfo=zone).astimezone(tz.UTC) if in_utc else one) <= limit]
    dice.shuffle(parts)
    except_texts = []
    for one in dice.sample(dates, min(len(dates), dice.choice([0, 0, 1, 3]))):
        kind = dice.choice(['date', 'local', 'utc', 'miss'])
        if kind == 'date':
            except_texts.append(one.strftime('%Y%m%d'))
        elif kind == 'local':
            except_texts.append(one.strftime('%Y%m%dT%H%M%S'))
        elif kind == 'utc':
            except_texts.append(one.replace(tzinfo=zone).astimezone(tz.UTC).strftime('%Y%m%dT%H%M%SZ'))
        else:
            except_texts.append((one + dt.timedelta(minutes=1)).strftime('%Y%m%dT%H%M%S'))
            continue
        dates = [other for other in dates if other != one]
    days = [one.date() for one in dates if window <= one.date() < window_end]
    gaps = [str((b - a).days) for a, b in zip(days, days[1:])]
    shown = ' '.join([str(days[0])] + gaps) if days else 'none'
    return (f'{zone_name} | {start.date()} {start.hour * 60 + start.minute} | {";".join(parts)} | '
            f'{joined(except_texts)} | {window} {window_end} | {shown}')


def main():
    dice = random.Random(SEED)
    lines = []
    while len(lines) < CASES:
        line = case(dice)
        if line:
            lines.append(line)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'random-rules.golden')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(f'# Written by generate.py, seed {SEED}, with python-dateutil.\n')
        out.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
