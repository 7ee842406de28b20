import type { Tone } from '~/api/contract.ts';

/** The class that sets --tone, --tone-bg and --tone-solid. */
export const toneClass = (tone: Tone | undefined) => `t-${tone ?? 'neutral'}`;

/** Share of service level time used, in percent, as a tone. */
export function slaTone(percent: number): Tone {
    if (percent >= 100) return 'critical';
    if (percent >= 75) return 'high';
    return percent >= 50 ? 'moderate' : 'positive';
}
