/* Loaded before a server: its clock is wrong by so many hours. What it inherits is written out: others copy Date by its own names. */
const skewMs = Number(process.env.SKEW_HOURS ?? 0) * 3_600_000;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + skewMs);
    else super(...given);
  }
  static now() {
    return RealDate.now() + skewMs;
  }
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;
};
