const ON = new Set(["1", "true", "yes"]);

/** Whether a variable of the environment says yes. */
export const isSwitchedOn = (value: string | undefined): boolean => ON.has(value ?? "");
