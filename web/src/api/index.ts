export * from './calls.ts';
export { ApiError, setToken, whenSignedOut } from './client.ts';
export type * from './contract.ts';
export {
    LiveProvider,
    useCatchUp,
    useInterest,
    useLiveEvent,
    useOnline,
    useSending,
} from './live.tsx';
export * from './session.ts';
export { Live } from './stream.ts';
