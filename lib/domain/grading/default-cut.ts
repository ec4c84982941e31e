/**
 * The cut score that everything starts with for which nobody has said another: organisations until an owner decides, and the
 * catalogue's blueprints, whose vendor publishes none. 70 % is repeated everywhere and confirmed nowhere.
 */
export const DEFAULT_CUT_PERCENT = 70;
