// The date functions of gs, one table for the whole family. All give UTC texts of times that are
// counted in the session's zone; weeks begin on Sunday.
(function (host) {
    'use strict';

    const day = 86400000;
    const wall = local => new Date(local).toISOString().substring(0, 19).replace('T', ' ');
    const utc = local => wall(host.parseLocal(wall(local)));
    const present = () => {
        const now = host.now();
        return now + host.zoneOffset(now);
    };
    const make = (d, month, date) => Date.UTC(d.getUTCFullYear(), month, date);
    const floor = size => at => Math.floor(at / size) * size;

    // unit → [its beginning, the time `count` of them later]
    const shiftMonths = (at, count) => {
        const d = new Date(at);
        const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + count + 1, 0)).getUTCDate();
        return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + count, Math.min(d.getUTCDate(), last)) + at % day;
    };
    const units = {
        minute: [floor(60000), (at, n) => at + n * 60000],
        hour: [floor(3600000), (at, n) => at + n * 3600000],
        day: [floor(day), (at, n) => at + n * day],
        week: [at => floor(day)(at) - new Date(at).getUTCDay() * day, (at, n) => at + 7 * n * day],
        month: [at => make(new Date(at), new Date(at).getUTCMonth(), 1), shiftMonths],
        quarter: [at => make(new Date(at), Math.floor(new Date(at).getUTCMonth() / 3) * 3, 1),
            (at, n) => shiftMonths(at, 3 * n)],
        year: [at => make(new Date(at), 0, 1), (at, n) => shiftMonths(at, 12 * n)]
    };
    const begin = (unit, count) => units[unit][0](units[unit][1](units[unit][0](present()), count));
    const end = (unit, count) => begin(unit, count + 1) - 1000;
    const ago = (unit, count) => units[unit][1](present(), -count);
    const edge = (unit, count) => units[unit][0](ago(unit, count));
    const edgeEnd = (unit, count) => units[unit][1](edge(unit, count), 1) - 1000;

    // name → [unit, first, last]: beginningOf… and endOf…
    const periods = {
        Today: ['day', 0, 0], Yesterday: ['day', -1, -1], Tomorrow: ['day', 1, 1],
        CurrentHour: ['hour', 0, 0], LastHour: ['hour', -1, -1], Last2Hours: ['hour', -2, -1],
        CurrentMinute: ['minute', 0, 0], LastMinute: ['minute', -1, -1],
        Last15Minutes: ['minute', -15, 0], Last30Minutes: ['minute', -30, 0], Last45Minutes: ['minute', -45, 0],
        Last2Quarters: ['quarter', -2, -1], Next2Quarters: ['quarter', 1, 2],
        Last2Years: ['year', -2, -1], Next2Years: ['year', 1, 2], OneYearAgo: ['month', -12, -12]
    };
    for (const unit of ['week', 'month', 'quarter', 'year']) {
        const name = unit[0].toUpperCase() + unit.substring(1);
        periods['This' + name] = [unit, 0, 0];
        periods['Last' + name] = [unit, -1, -1];
        periods['Next' + name] = [unit, 1, 1];
    }
    for (const count of [7, 30, 60, 90, 120]) periods[`Last${count}Days`] = ['day', -count, 0];
    for (const count of [3, 6, 9, 12]) periods[`Last${count}Months`] = ['month', -count, 0];
    for (const [name, [unit, first, last]] of Object.entries(periods)) {
        gs['beginningOf' + name] = () => utc(begin(unit, first));
        gs['endOf' + name] = () => utc(end(unit, last));
    }
    for (const unit of Object.keys(units)) {
        gs[unit + 'sAgo'] = count => utc(ago(unit, Number(count) || 0));
        gs[unit + 'sAgoStart'] = count => utc(edge(unit, Number(count) || 0));
        gs[unit + 'sAgoEnd'] = count => utc(edgeEnd(unit, Number(count) || 0));
    }

    Object.assign(gs, {
        yesterday: () => utc(ago('day', 1)),
        lastWeek: () => utc(ago('week', 1)),
        now: () => wall(present()).substring(0, 10),
        nowDateTime: () => wall(present()),
        nowNoTZ: () => wall(host.now()),
        nowGlideDateTime: () => new GlideDateTime(),
        dateGenerate: (date, time) => {
            const clock = { start: '00:00:00', end: '23:59:59' }[time] || time || '00:00:00';
            const at = host.parseLocal(String(date).substring(0, 10) + ' ' + clock);
            return at === null ? '' : wall(at);
        },
        datePart: (part, value, comparison) => [part, value, comparison].join('@'),
        // Texts as the user sees them; a duration, or seconds when `numeric`.
        dateDiff: (start, end, numeric) => {
            const from = new GlideDateTime(), to = new GlideDateTime();
            from.setDisplayValue(String(start));
            to.setDisplayValue(String(end));
            const between = to.getNumericValue() - from.getNumericValue();
            return numeric ? String(Math.trunc(between / 1000)) : new GlideDuration(between).getDurationValue();
        },
        isFirstDayOfWeek: value => new GlideDateTime(value).getDayOfWeekLocalTime() === 1,
        isLastDayOfWeek: value => new GlideDateTime(value).getDayOfWeekLocalTime() === 7,
        isFirstDayOfMonth: value => new GlideDateTime(value).getDayOfMonthLocalTime() === 1,
        isLastDayOfMonth: value => {
            const at = new GlideDateTime(value);
            return at.getDayOfMonthLocalTime() === at.getDaysInMonthLocalTime();
        }
    });
})(host);
