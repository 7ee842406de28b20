// Values as a customer reads them.

import { dateTimeText, t } from '~/kit/index.ts';

export function textFor(type: string, value: string, shown: string): string {
    if (!value) return '';
    if (/^(glide_)?(date|date_time|due_date)$/.test(type)) return dateTimeText(value);
    if (type === 'boolean') return value === 'true' ? t('Yes') : t('No');
    return shown.replace(/^\d - /, '');
}
