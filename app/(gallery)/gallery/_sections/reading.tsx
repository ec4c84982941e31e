import { RichText } from '@/components/content/rich-text';
import { Section } from '@/components/ui/page-header';
import type { RichText as RichTextTree } from '@/lib/domain/text/rich-text';

const STEM: RichTextTree = [
  {
    type: 'paragraph',
    children: [
      { type: 'text', text: 'A retailer keeps one table of ' },
      { type: 'strong', children: [{ type: 'text', text: 'orders' }] },
      {
        type: 'text',
        text: ' per region. Analysts may see their own region only, and the rule must hold for every ',
      },
      { type: 'emphasis', children: [{ type: 'text', text: 'future' }] },
      { type: 'text', text: ' table that is created from it. The team proposes a view over ' },
      { type: 'code', text: 'sales.orders' },
      { type: 'text', text: ' that reads:' },
    ],
  },
  {
    type: 'code',
    language: 'sql',
    text: "CREATE VIEW sales.orders_by_region AS\nSELECT *\nFROM sales.orders\nWHERE region = current_setting('app.region')\n\tAND (is_account_group_member('admins') OR NOT contains_personal_data) -- a long line scrolls inside its box",
  },
  {
    type: 'list',
    ordered: false,
    items: [
      [{ type: 'paragraph', children: [{ type: 'text', text: 'Views are owned by the platform team.' }] }],
      [
        {
          type: 'paragraph',
          children: [{ type: 'text', text: 'Regions change twice a year: Il1lO0 is not a region.' }],
        },
      ],
    ],
  },
  {
    type: 'paragraph',
    children: [
      { type: 'text', text: 'Option ' },
      { type: 'optionReference', optionId: 'second' },
      { type: 'text', text: ' is tempting, because it works today.' },
    ],
  },
];

export function Reading() {
  return (
    <Section title="Reading">
      <RichText content={STEM} letterOf={(optionId) => (optionId === 'second' ? 'B' : null)} />
    </Section>
  );
}
