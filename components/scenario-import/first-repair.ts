/** The button that Ctrl+. in the editor leads to. */
export const FIRST_REPAIR_ID = 'first-repair';
