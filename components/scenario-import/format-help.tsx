const TEMPLATE = `Background — Questions 1–2

A team keeps its sales in a lakehouse. New columns arrive without notice.

Question 1: Schema evolution

Which setting lets the table take the new columns?

A Schema evolution
B A nightly rebuild
C A second table

Answer: A

Rationale:
A is correct. The table follows its source.
B is incorrect. It is late by up to a day.
C is incorrect. Unlike A, it splits the data.
`;

/** What the importer reads, with a template to start from. */
export function FormatHelp() {
  return (
    <details className="group border-t border-hairline pt-4">
      <summary className="link w-fit">What a post looks like</summary>
      <div className="mt-4 grid gap-x-10 gap-y-4 md:grid-cols-2">
        <ul className="measure flex list-disc flex-col gap-1.5 pl-5">
          <li>A question begins with a head such as “Question 21: Title” or “Q7.”.</li>
          <li>Options begin with a letter: “A Text”, “A. Text”, “(A) Text” or “- A. Text”.</li>
          <li>The key is a line such as “Answer: B” or “Correct answers: A, D”.</li>
          <li>
            Rationales begin with a letter: “B is incorrect. ...”. Letters that they mention follow the
            options when these are shuffled.
          </li>
          <li>
            A background for several questions has a heading with its range: “Background — Questions 21–23”.
          </li>
          <li>Whatever else is there is shown and counted; nothing is dropped in silence.</li>
        </ul>
        <div className="flex min-w-0 flex-col gap-2">
          <pre className="overflow-x-auto rounded-control border border-hairline bg-sunken px-4 py-3 font-code text-13 leading-reading">
            {TEMPLATE}
          </pre>
          <a
            className="link w-fit"
            download="scenario-post.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}
          >
            Download this template
          </a>
        </div>
      </div>
    </details>
  );
}
