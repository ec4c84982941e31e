import { BandLegend } from '@/components/charts/band-legend';
import { CutLine } from '@/components/charts/cut-line';
import { Section } from '@/components/ui/page-header';

/** How to read the one picture that every page uses. */
export function ReadingNumbers() {
  return (
    <Section title="Reading the numbers">
      <div className="measure flex flex-col gap-4 font-reading text-17 leading-reading">
        <p>
          Every judgement is drawn against the cut line, the score that is needed. The dot is the estimate,
          the bar its 95&nbsp;% interval: the range in which the true value plausibly lies. A bar that crosses
          the line means that we can’t tell yet.
        </p>
      </div>
      <CutLine label="An example" estimate={61} interval={[46, 75]} cut={70} n={18} size="wide" />
      <div className="measure flex flex-col gap-4 font-reading text-17 leading-reading">
        <p>
          In tables the number comes first and the colour second: orange is below the cut, purple above it. A
          dotted cell has fewer than five answers and no colour; a hatched one has none. An empty cell is
          never a zero.
        </p>
        <p>
          Only the first answer to a question counts as evidence. Whoever meets a question again may remember
          it, so repeats are shown and not counted.
        </p>
      </div>
      <BandLegend cut={70} />
    </Section>
  );
}
