/** A share from 0 to 1, as programs are told it: no finer than it is known. */
export const thousandths = (share: number): number => Math.round(share * 1000) / 1000;

/** The same for people. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
