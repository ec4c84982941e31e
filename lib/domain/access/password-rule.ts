/**
 * Length is the only rule: composition rules make passwords shorter and more alike (NIST SP 800-63B, section 3.1.1.2).
 * The upper bound keeps a request from buying seconds of hashing.
 */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;
