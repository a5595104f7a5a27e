/** Whether a place is an address on a server, and no path of a file. */
export const isServerAddress = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);
