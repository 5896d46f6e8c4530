/** HTML that is known to be safe to put in a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | Html | readonly Html[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? char);
}

/** Template literal for fragments: everything put in is escaped, unless it is Html itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, index) => (index === 0 ? part : show(values[index - 1]) + part)).join(''));
}

/** Data for a page's script, in a block that browsers do not run. `<` is spelled so that no text can close the block. */
export function jsonBlock(id: string, data: unknown): Html {
  return new Html(
    `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  );
}

/** Fills `{{name}}` in a page. A name that nobody gave is a mistake in the page, found by the first test that renders it. */
export function fill(template: string, values: Readonly<Record<string, Value>>): Html {
  return new Html(
    template.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
      if (!(name in values))
        throw new Error(`The page asks for {{${name}}}, which nobody gives it. Add it in server/pages.ts.`);
      return show(values[name]);
    }),
  );
}

function show(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map((item) => item.text).join('');
}
