import { ApiError } from '~/api/index.ts';
import { t } from '~/kit/index.ts';

/** Why the server refused, in words for the person. */
export function messageOf(error: unknown): string {
    if (!(error instanceof ApiError)) return t('Something unexpected happened. Try again.');
    const messages = error.errors.map((one) => one.message).filter(Boolean);
    return messages.length ? messages.join(' ') : error.detail || error.message;
}
