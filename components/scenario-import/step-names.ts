/** The steps of an import, in their order. A module of its own: the server reads it as well. */
export const STEPS = ['Source', 'Preview and fix', 'Options', 'Import', 'Done'] as const;
