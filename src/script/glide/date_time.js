// GlideDateTime, GlideDate, GlideTime, GlideDuration. Inside, a time is milliseconds since 1970 UTC;
// "local" means the zone of the session.
(function (host) {
    'use strict';

    const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
        'September', 'October', 'November', 'December'];
    const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

    const pad = (number, digits) => String(number).padStart(digits, '0');
    const whole = ms => Math.floor(ms / second) * second;
    const toLocal = (ms, zone) => ms + host.zoneOffset(ms, zone);
    // The clock on the wall as text, and back to the time at which it shows that.
    const wall = local => new Date(local).toISOString().substring(0, 19).replace('T', ' ');
    const fromLocal = (local, zone) => host.parseLocal(wall(local), zone);
    const text = value => (value === null || value === undefined ? '' : String(value));

    // The patterns of Java's SimpleDateFormat, as far as people use them.
    const tokens = /yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|a|EEEE|EEE|EE|E|'[^']*'/g;
    function format(local, pattern) {
        const d = new Date(local);
        const twelve = d.getUTCHours() % 12 || 12;
        const values = {
            yyyy: () => pad(d.getUTCFullYear(), 4), yy: () => pad(d.getUTCFullYear() % 100, 2),
            MMMM: () => months[d.getUTCMonth()], MMM: () => months[d.getUTCMonth()].substring(0, 3),
            MM: () => pad(d.getUTCMonth() + 1, 2), M: () => d.getUTCMonth() + 1,
            dd: () => pad(d.getUTCDate(), 2), d: () => d.getUTCDate(),
            HH: () => pad(d.getUTCHours(), 2), H: () => d.getUTCHours(),
            hh: () => pad(twelve, 2), h: () => twelve,
            mm: () => pad(d.getUTCMinutes(), 2), m: () => d.getUTCMinutes(),
            ss: () => pad(d.getUTCSeconds(), 2), s: () => d.getUTCSeconds(),
            SSS: () => pad(d.getUTCMilliseconds(), 3), a: () => (d.getUTCHours() < 12 ? 'AM' : 'PM'),
            EEEE: () => days[d.getUTCDay()], EEE: () => days[d.getUTCDay()].substring(0, 3),
            EE: () => days[d.getUTCDay()].substring(0, 3), E: () => days[d.getUTCDay()].substring(0, 3)
        };
        return pattern.replace(tokens, t => (t[0] === "'" ? t.slice(1, -1) : values[t]()));
    }

    // The wall clock that the text shows under the pattern, or null.
    function parse(value, pattern) {
        const found = [];
        const expression = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(tokens, t => {
            if (t[0] === "'") return t.slice(1, -1);
            found.push(t);
            if (/^(MMM|MMMM|E+|a)$/.test(t)) return '([A-Za-z]+)';
            return t.length === 1 ? '(\\d{1,2})' : `(\\d{${t.length}})`;
        });
        const match = new RegExp('^' + expression + '$').exec(value);
        if (!match) return null;
        const part = { y: 1970, M: 1, d: 1, H: 0, m: 0, s: 0 };
        found.forEach((t, i) => {
            const piece = match[i + 1];
            if (t[0] === 'a') part.pm = piece.toUpperCase() === 'PM';
            else if (/^MMM/.test(t)) {
                part.M = months.findIndex(m => m.toLowerCase().startsWith(piece.toLowerCase())) + 1;
            } else if (t === 'yy') part.y = 2000 + Number(piece);
            else if (t[0] === 'h') part.H = Number(piece) % 12;
            else if (t[0] !== 'E' && t[0] !== 'S') part[t[0]] = Number(piece);
        });
        const at = Date.UTC(part.y, part.M - 1, part.d, part.H + (part.pm ? 12 : 0), part.m, part.s);
        return format(at, pattern.replace(/E+|a/g, '')) && part.M >= 1 && part.M <= 12 ? at : null;
    }

    // Adding months keeps the day where the month has it, else takes the month's last.
    function addMonths(at, count) {
        const d = new Date(at);
        const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + count + 1, 0));
        const date = Math.min(d.getUTCDate(), last.getUTCDate());
        return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), date, d.getUTCHours(),
            d.getUTCMinutes(), d.getUTCSeconds());
    }

    const userFormats = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm', 'yyyy-MM-dd',
        'dd-MM-yyyy HH:mm:ss', 'dd/MM/yyyy HH:mm:ss', 'MM-dd-yyyy HH:mm:ss'];
    const parseAny = value => {
        for (const one of userFormats) {
            const at = parse(value, one);
            if (at !== null) return at;
        }
        return null;
    };
    const amount = value => (typeof value === 'object' && value !== null &&
        typeof value.getNumericValue === 'function' ? value.getNumericValue() : Number(value));

    class GlideDateTime {
        #ms = null;
        #zone;
        #error = '';

        constructor(value) {
            if (value === undefined) this.#ms = whole(host.now());
            else this.setValue(value);
        }

        #set(ms) {
            this.#ms = ms === null || Number.isNaN(ms) ? null : ms;
            this.#error = this.#ms === null ? 'The date and time cannot be read' : '';
        }
        #local() { return toLocal(this.#ms, this.#zone); }
        #setLocal(local) { this.#set(fromLocal(local, this.#zone)); }

        setValue(value) {
            if (value instanceof GlideDateTime) this.#set(value.getNumericValue());
            else if (typeof value === 'number') this.#set(whole(value));
            else {
                const utc = host.parseUtc(text(value));
                const local = utc === null ? parseAny(text(value)) : null;
                this.#set(utc !== null ? utc : local === null ? null : fromLocal(local, this.#zone));
            }
        }
        setValueUTC(value, pattern) { this.#set(parse(text(value), pattern || userFormats[0])); }
        setGlideDateTime(other) { this.#set(other.getNumericValue()); }
        setNumericValue(ms) { this.#set(Number(ms)); }
        setInternalFormattedLocalTime(value) { this.setDisplayValueInternal(value); }
        setDisplayValueInternal(value) { this.#set(host.parseLocal(text(value), this.#zone)); }
        setDisplayValue(value, pattern) {
            const local = pattern ? parse(text(value), pattern) : parseAny(text(value));
            if (local === null && pattern) throw new Error('"' + value + '" does not match ' + pattern);
            this.#set(local === null ? null : fromLocal(local, this.#zone));
        }
        setTZ(zone) { this.#zone = typeof zone === 'string' ? zone : text(zone && zone.getID()); }

        isValid() { return this.#ms !== null; }
        hasDate() { return this.#ms !== null; }
        getErrorMsg() { return this.#error; }
        getNumericValue() { return this.#ms === null ? 0 : this.#ms; }
        getValue() { return this.#ms === null ? '' : wall(this.#ms); }
        toString() { return this.getValue(); }
        toJSON() { return this.getValue(); }
        getDisplayValue() { return this.#ms === null ? '' : wall(this.#local()); }
        getDisplayValueInternal() { return this.getDisplayValue(); }
        getDisplayValueLang() { return this.getDisplayValue(); }
        getInternalFormattedLocalTime() { return this.getDisplayValue(); }
        getUserFormattedLocalTime() { return this.getDisplayValue().substring(11); }
        getByFormat(pattern) { return this.#ms === null ? '' : format(this.#ms, pattern); }
        getDate() { return dateAt(this.#ms); }
        getLocalDate() { return dateAt(this.#local()); }
        getTime() { return timeAt(this.#ms); }
        getLocalTime() { return timeAt(this.#local()); }
        getTZOffset() { return host.zoneOffset(this.#ms, this.#zone); }
        getDSTOffset() {
            const year = new Date(this.#ms).getUTCFullYear();
            const winter = Math.min(host.zoneOffset(Date.UTC(year, 0, 1), this.#zone),
                host.zoneOffset(Date.UTC(year, 6, 1), this.#zone));
            return this.getTZOffset() - winter;
        }
        isDST() { return this.getDSTOffset() !== 0; }

        add(value) { this.#set(this.#ms + amount(value)); }
        subtract(value) { this.#set(this.#ms - amount(value)); }
        addSeconds(count) { this.#set(this.#ms + Number(count) * second); }
        addDays(count) { this.addDaysUTC(count); }
        addWeeks(count) { this.addWeeksUTC(count); }
        addMonths(count) { this.addMonthsUTC(count); }
        addYears(count) { this.addYearsUTC(count); }

        compareTo(other) { return Math.sign(this.#ms - new GlideDateTime(other).getNumericValue()); }
        equals(other) { return this.compareTo(other) === 0; }
        before(other) { return this.compareTo(other) < 0; }
        after(other) { return this.compareTo(other) > 0; }
        onOrBefore(other) { return this.compareTo(other) <= 0; }
        onOrAfter(other) { return this.compareTo(other) >= 0; }

        static subtract(start, end) {
            return new GlideDuration(new GlideDateTime(end).getNumericValue() -
                new GlideDateTime(start).getNumericValue());
        }

        // Reads and changes the clock of UTC or of the wall, for the methods made below.
        static clock(moment, kind) { return kind === 'UTC' ? moment.#ms : moment.#local(); }
        static setClock(moment, kind, at) {
            if (kind === 'UTC') moment.#set(at);
            else moment.#setLocal(at);
        }
    }

    const { clock, setClock } = GlideDateTime;
    delete GlideDateTime.clock;
    delete GlideDateTime.setClock;

    const shifts = {
        Days: (at, count) => at + count * day, Weeks: (at, count) => at + 7 * count * day,
        Months: addMonths, Years: (at, count) => addMonths(at, 12 * count)
    };
    const daysInMonth = d => new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate();
    const weekOfYear = d => {
        const first = Date.UTC(d.getUTCFullYear(), 0, 1);
        return Math.floor((d.getTime() - first) / day / 7 + new Date(first).getUTCDay() / 7) + 1;
    };
    const parts = {
        Year: d => d.getUTCFullYear(), Month: d => d.getUTCMonth() + 1,
        DayOfMonth: d => d.getUTCDate(), DayOfWeek: d => d.getUTCDay() || 7,
        DaysInMonth: daysInMonth, WeekOfYear: weekOfYear
    };
    const setters = {
        Year: (d, value) => addMonths(d.getTime(), 12 * (value - d.getUTCFullYear())),
        Month: (d, value) => addMonths(d.getTime(), value - 1 - d.getUTCMonth()),
        DayOfMonth: (d, value) => d.setUTCDate(value)
    };
    for (const kind of ['UTC', 'LocalTime']) {
        for (const [name, shift] of Object.entries(shifts)) {
            GlideDateTime.prototype['add' + name + kind] = function (count) {
                setClock(this, kind, shift(clock(this, kind), Number(count)));
            };
        }
        for (const [name, part] of Object.entries(parts)) {
            GlideDateTime.prototype['get' + name + kind] = function () {
                return part(new Date(clock(this, kind)));
            };
        }
        for (const [name, set] of Object.entries(setters)) {
            GlideDateTime.prototype['set' + name + kind] = function (value) {
                setClock(this, kind, set(new Date(clock(this, kind)), Number(value)));
            };
        }
    }
    for (const name of ['Year', 'Month', 'DayOfMonth', 'DayOfWeek', 'DaysInMonth']) {
        GlideDateTime.prototype['get' + name] = GlideDateTime.prototype['get' + name + 'UTC'];
    }

    class GlideDate {
        #at;  // midnight of the day, in UTC
        constructor(value) {
            if (value === undefined) this.#at = Math.floor(toLocal(host.now()) / day) * day;
            else this.setValue(value);
        }
        static at(ms) {
            const made = new GlideDate();
            made.#at = ms === null ? null : Math.floor(ms / day) * day;
            return made;
        }
        setValue(value) {
            const at = value instanceof GlideDate ? value.getNumericValue() : parseAny(text(value));
            this.#at = at === null ? null : Math.floor(at / day) * day;
        }
        setDisplayValue(value) { this.setValue(value); }
        setDisplayValueInternal(value) { this.setValue(value); }
        getValue() { return this.#at === null ? '' : wall(this.#at).substring(0, 10); }
        toString() { return this.getValue(); }
        toJSON() { return this.getValue(); }
        getDisplayValue() { return this.getValue(); }
        getDisplayValueInternal() { return this.getValue(); }
        getByFormat(pattern) { return this.#at === null ? '' : format(this.#at, pattern); }
        getNumericValue() { return this.#at; }
        getYearNoTZ() { return new Date(this.#at).getUTCFullYear(); }
        getMonthNoTZ() { return new Date(this.#at).getUTCMonth() + 1; }
        getDayOfMonthNoTZ() { return new Date(this.#at).getUTCDate(); }
        getDayOfWeek() { return new Date(this.#at).getUTCDay() || 7; }
        isValid() { return this.#at !== null; }
        addDays(count) { this.#at += count * day; }
        addMonths(count) { this.#at = addMonths(this.#at, count); }
        addYears(count) { this.#at = addMonths(this.#at, 12 * count); }
        compareTo(other) { return Math.sign(this.#at - new GlideDate(other).getNumericValue()); }
        before(other) { return this.compareTo(other) < 0; }
        after(other) { return this.compareTo(other) > 0; }
        equals(other) { return this.compareTo(other) === 0; }
        onOrBefore(other) { return this.compareTo(other) <= 0; }
        onOrAfter(other) { return this.compareTo(other) >= 0; }
        static subtract(start, end) {
            return new GlideDuration(new GlideDate(end).getNumericValue() -
                new GlideDate(start).getNumericValue());
        }
    }

    class GlideTime {
        #at = 0;  // of the day
        constructor(value) {
            if (typeof value === 'number') this.#at = value;
            else if (value !== undefined) this.setValue(value);
        }
        static at(ms) { return new GlideTime(((ms % day) + day) % day); }
        setValue(value) {
            const match = /(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text(value));
            this.#at = match ? match[1] * hour + match[2] * minute + (match[3] || 0) * second : 0;
        }
        setDisplayValue(value) { this.setValue(value); }
        getValue() { return '1970-01-01 ' + wall(this.#at).substring(11); }
        toString() { return this.getValue(); }
        getDisplayValue() { return wall(this.#at).substring(11); }
        getDisplayValueInternal() { return this.getDisplayValue(); }
        getByFormat(pattern) { return format(this.#at, pattern); }
        getNumericValue() { return this.#at; }
        getHourUTC() { return Math.floor(this.#at / hour); }
        getHourLocalTime() { return Math.floor(this.#at / hour); }
        getHourOfDayUTC() { return Math.floor(this.#at / hour); }
        getHourOfDayLocalTime() { return Math.floor(this.#at / hour); }
        getMinutesUTC() { return Math.floor(this.#at / minute) % 60; }
        getMinutesLocalTime() { return Math.floor(this.#at / minute) % 60; }
        getSeconds() { return Math.floor(this.#at / second) % 60; }
        static subtract(start, end) {
            return new GlideDuration(end.getNumericValue() - start.getNumericValue());
        }
    }

    const dateAt = GlideDate.at, timeAt = GlideTime.at;
    delete GlideDate.at;
    delete GlideTime.at;

    const counted = (count, unit) => count + ' ' + unit + (count === 1 ? '' : 's');

    class GlideDuration {
        #ms = 0;
        constructor(value) { if (value !== undefined) this.setValue(value); }
        setValue(value) {
            if (value instanceof GlideDuration) this.#ms = value.getNumericValue();
            else if (typeof value === 'number') this.#ms = value;
            else this.setDisplayValue(value);
        }
        // "d HH:mm:ss", "HH:mm:ss" or the stored "1970-01-03 10:36:00".
        setDisplayValue(value) {
            const stored = host.parseUtc(text(value));
            const match = /^(?:(\d+)\s+)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text(value).trim());
            if (match) {
                this.#ms = (match[1] || 0) * day + match[2] * hour + match[3] * minute + match[4] * second;
            } else this.#ms = stored === null ? 0 : stored;
        }
        getNumericValue() { return this.#ms; }
        getValue() { return wall(this.#ms); }
        toString() { return this.getValue(); }
        toJSON() { return this.getValue(); }
        getDurationValue() {
            const rest = wall(((this.#ms % day) + day) % day).substring(11);
            return this.getDayPart() > 0 ? this.getDayPart() + ' ' + rest : rest;
        }
        getDisplayValue() {
            const sizes = [[this.getDayPart(), 'Day'], [Math.floor(this.#ms / hour) % 24, 'Hour'],
                [Math.floor(this.#ms / minute) % 60, 'Minute']];
            const shown = sizes.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit));
            return shown.length ? shown.join(' ') : counted(Math.floor(this.#ms / second) % 60, 'Second');
        }
        getDisplayValueInternal() { return this.getDurationValue(); }
        getByFormat(pattern) { return format(this.#ms, pattern); }
        getDayPart() { return Math.floor(this.#ms / day); }
        getRoundedDayPart() { return Math.round(this.#ms / day); }
        isValid() { return true; }
        add(other) { return new GlideDuration(this.#ms + amount(other)); }
        subtract(other) { return new GlideDuration(this.#ms - amount(other)); }
        compareTo(other) { return Math.sign(this.#ms - new GlideDuration(other).getNumericValue()); }
        equals(other) { return this.compareTo(other) === 0; }
        before(other) { return this.compareTo(other) < 0; }
        after(other) { return this.compareTo(other) > 0; }
    }

    Object.assign(globalThis, { GlideDateTime, GlideDate, GlideTime, GlideDuration });

    // `new Date()` and Date.now() show the product's clock, which tests and demo stories set.
    const NativeDate = Date;
    NativeDate.now = () => host.now();
    globalThis.Date = new Proxy(NativeDate, {
        construct: (target, args, made) =>
            Reflect.construct(target, args.length ? args : [host.now()], made),
        apply: () => new NativeDate(host.now()).toString()
    });
    NativeDate.prototype.constructor = globalThis.Date;
})(host);
