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
        <p>
          The number beside a figure counts answers that were given. A question that was seen and left blank
          counts as wrong and is said apart. In an exam whose time ran out, the questions after the last
          answer were not reached: they count as nothing here, although the score of the exam is out of all
          questions.
        </p>
        <p>
          “Chance to pass 62&nbsp;% (41–78&nbsp;%)” is about the real exam: the chance that somebody with
          these answers would reach its pass mark today, and how far that could be off. “33 of 59 expected, 42
          needed, from 40 answers” says the same in right answers.
        </p>
      </div>
      <BandLegend cut={70} />
    </Section>
  );
}
