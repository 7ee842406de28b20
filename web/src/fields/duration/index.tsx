import { parseTime, duration as print } from '~/kit/index.ts';
import { numberOperators } from '../operators.ts';
import { TextInput } from '../TextInput.tsx';
import type { FieldType, ViewProps } from '../type.ts';

/** Seconds of a duration: `1970-01-01 02:51:00` is 10,260. */
export const secondsOf = (value: string) =>
    /^\d+$/.test(value) ? Number(value) : parseTime(value).getTime() / 1000;

const units: Record<string, number> = { d: 86_400, h: 3600, m: 60, s: 1 };

/** "1 d 2 h 30 min" or "2:30" as a duration on the wire. */
export function parseDuration(text: string): string | undefined {
    const plain = text.trim().toLowerCase();
    if (plain === '') return '';
    const colon = /^(\d+):(\d\d)(?::(\d\d))?$/.exec(plain);
    const parts = [...plain.matchAll(/(\d+)\s*([dhms])[a-z]*/g)];
    const seconds = colon
        ? Number(colon[1]) * 3600 + Number(colon[2]) * 60 + Number(colon[3] ?? 0)
        : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ''] ?? 0), 0);
    if (!colon && parts.length === 0) return undefined;
    return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

const DurationView = ({ value }: ViewProps) => (
    <span className="t num">{print(secondsOf(value.value))}</span>
);

export const glide_duration: FieldType = {
    view: DurationView,
    input: (props) => (
        <TextInput
            {...props}
            type="text"
            placeholder="1 d 2 h 30 min"
            print={(value) => (value ? print(secondsOf(value)) : '')}
            parse={parseDuration}
        />
    ),
    operators: numberOperators,
    kind: 'date',
};
