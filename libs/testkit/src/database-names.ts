/** Databases of one test process start with this: they go when it goes. */
export const databasePrefix = (pid: number): string => `t_${pid}_`;
