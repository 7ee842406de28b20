import { setTimeout as sleep } from 'node:timers/promises';

// Asks again until the answer is neither undefined nor false, or throws what `look` last threw.
// For what happens just after an answer: mails, events, live updates.
export async function eventually<T>(
    look: () => Promise<T | undefined | false>,
    what = 'what the test waits for',
    within = 8000,
): Promise<T> {
    const deadline = Date.now() + within;
    let trouble: unknown;
    for (let pause = 20; Date.now() < deadline; pause = Math.min(pause * 1.5, 250)) {
        try {
            const found = await look();
            if (found !== undefined && found !== false) return found;
            trouble = undefined;
        } catch (error) {
            trouble = error;
        }
        await sleep(pause);
    }
    throw trouble ?? new Error(`${what} did not happen within ${within / 1000} s`);
}
