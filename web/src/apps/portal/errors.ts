import { ApiError } from '~/api/index.ts';
import { t } from '~/kit/index.ts';

/** Why the server refused, in a sentence; fields are named by their labels already. */
export function messageOf(error: unknown): string {
    if (!(error instanceof ApiError)) return t('Something unexpected happened. Try again.');
    const body = error.body as { errors?: { message: string }[] } | undefined;
    const messages = body?.errors?.map((one) => one.message).filter(Boolean);
    return messages?.length ? messages.join(' ') : error.message;
}
