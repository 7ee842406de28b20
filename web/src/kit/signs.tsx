// Small signs that carry data: pills, priority bars, avatars, service level bars.

import {
    AlarmClock,
    Ban,
    CircleAlert,
    Flame,
    Hourglass,
    type LucideIcon,
    Megaphone,
    ShieldCheck,
    Star,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '~/api/contract.ts';
import { t } from './text.ts';
import { slaTone, toneClass } from './tone.ts';

export function Pill({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
    return (
        <span className={`pill ${toneClass(tone)}`}>
            <span className="dot" />
            <span>{children}</span>
        </span>
    );
}

const priorityTones: Tone[] = ['low', 'critical', 'high', 'moderate', 'low', 'low'];

/** Signal bars; priority 1 is a filled square. `value` is 1 to 5, "1 - Critical" reads "Critical". */
export function Priority({ value, label }: { value: string; label: string }) {
    const level = Number(value) || 5;
    return (
        <span className={`prio ${toneClass(priorityTones[level])}`}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                {level === 1 ? <Square /> : <Bars lit={5 - level} />}
            </svg>
            {label.replace(/^\d+ - /, '')}
        </span>
    );
}

const Square = () => (
    <>
        <rect width="14" height="14" rx="3.5" fill="var(--tone-solid)" />
        <path d="M7 3v4.600M7 10.600v.1" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
    </>
);

const Bars = ({ lit }: { lit: number }) =>
    [1, 2, 3].map((bar) => (
        <rect
            key={bar}
            x={(bar - 1) * 5}
            y={11 - bar * 3}
            width="3.400"
            height={bar * 3 + 2}
            rx="1"
            fill={bar <= lit ? 'var(--tone-solid)' : 'var(--hair-2)'}
        />
    ));

type AvatarSize = 18 | 20 | 24 | 28 | 36;
export interface AvatarProps {
    name: string;
    photo?: string | undefined;
    size?: AvatarSize;
    icon?: ReactNode;
}

/** Initials on a colour of the name's own, or a picture. Decoration: the name stands beside it. */
export function Avatar({ name, photo, size = 24, icon }: AvatarProps) {
    const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % 7;
    const initials = name
        .split(/\s+/)
        .map((word) => word[0])
        .filter(Boolean);
    const letters = [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('');
    return (
        <span className={`av s${size} h${hue}`} aria-hidden="true">
            {photo ? <img src={photo} alt="" /> : (icon ?? letters)}
        </span>
    );
}

/** A bar of `percent`, coloured by how close the breach is unless a tone is given. */
export function SlaBar({ percent, tone }: { percent: number; tone?: Tone | undefined }) {
    return (
        <span className={`slabar ${toneClass(tone ?? slaTone(percent))}`}>
            <i style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
        </span>
    );
}

/** Bar and number for a cell. */
export function SlaCell({ percent }: { percent: number }) {
    const breached = percent >= 100;
    return (
        <span className="sla">
            <SlaBar percent={percent} />
            <span className="num sub">{breached ? t('Breached') : `${Math.round(percent)}%`}</span>
        </span>
    );
}

const icons: Record<string, [LucideIcon, string, Tone]> = {
    alarm: [AlarmClock, 'Due', 'high'],
    alert: [CircleAlert, 'Needs attention', 'critical'],
    shield: [ShieldCheck, 'Entitlement', 'neutral'],
    flame: [Flame, 'Escalated', 'critical'],
    star: [Star, 'VIP', 'moderate'],
    megaphone: [Megaphone, 'Major issue', 'critical'],
    blocked: [Ban, 'Blocked internally', 'neutral'],
    hourglass: [Hourglass, 'Blocked by the customer', 'waiting'],
};

/** A named sign: flame, star, blocked … Unknown names draw nothing. */
export function Sign({ name, size = 13, bare }: { name: string; size?: number; bare?: boolean }) {
    const entry = icons[name];
    if (!entry) return null;
    const [Icon, label, tone] = entry;
    const text = bare ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(label) };
    return <Icon size={size} {...text} color={bare ? 'currentColor' : `var(--${tone}-solid)`} />;
}
