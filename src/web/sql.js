/** Indents a statement. The formatter is loaded when a plan is shown for the first time. */
export async function formatSql(sql) {
  const { formatDialect, postgresql } = await import('sql-formatter');
  try {
    return formatDialect(sql, { dialect: postgresql, tabWidth: 2, expressionWidth: 90, paramTypes: { positional: true } });
  } catch {
    return sql;
  }
}

const TOKEN = /('(?:[^']|'')*')|("(?:[^"]|"")*")|(\?)|\b([a-z_]+)\b/gi;

const KEYWORDS = new Set(
  (
    'all and any as asc between by case cast coalesce cross current_timestamp desc distinct else end except exists false fetch ' +
    'filter first from full group having ilike in inner intersect interval is join last lateral left like limit materialized ' +
    'next not null nulls offset on only or order outer over partition recursive right row rows select similar some then true ' +
    'union unnest values when where with within'
  ).split(' '),
);

/** Splits a statement into pieces for highlighting: `[text, class]`. */
export function sqlPieces(sql) {
  const pieces = [];
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    const [text, string, , parameter, word] = match;
    const kind = string ? 'string' : parameter ? 'parameter' : word && KEYWORDS.has(word.toLowerCase()) ? 'keyword' : undefined;
    if (kind) {
      pieces.push([sql.slice(end, match.index)], [text, kind]);
      end = match.index + text.length;
    }
  }
  pieces.push([sql.slice(end)]);
  return pieces;
}
