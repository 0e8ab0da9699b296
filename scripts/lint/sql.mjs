// Lints the SQL of a notebook: its %sql cells and the texts handed to spark.sql.
const KEYWORD = /\b(select|from|where|group by|order by|insert|overwrite|create|replace|table|view|with|case|when|then|else|end|and|or|not|as|on|join|over|partition by)\b/;
const WRITES = /^\s*(INSERT|MERGE|CREATE\s+(OR\s+REPLACE\s+)?TABLE)\b/;
const STAR = /(SELECT|,)\s+(DISTINCT\s+)?(`?\w+`?\.)*\*|\b(INSERT|SET)\s+\*/;
const LONGEST = 140;

/** Keywords in upper case, no tab, no line that is too long, no star in what is written to a table. */
export function lintSql(source) {
  const findings = [];
  for (const { line: first, text } of [...cells(source), ...calls(source)]) {
    const bare = text.replace(/'(?:[^'\n]|'')*'/g, "''").replace(/--.*/g, "");
    for (const [index, line] of bare.split("\n").entries()) {
      const keyword = KEYWORD.exec(line)?.[0];
      if (keyword) findings.push({ line: first + index, message: `'${keyword}' in lower case` });
      if (line.includes("\t")) findings.push({ line: first + index, message: "a tab" });
    }
    for (const [index, line] of text.split("\n").entries()) {
      if (line.length > LONGEST) findings.push({ line: first + index, message: `line of ${line.length} characters` });
    }
    let at = first;
    for (const statement of bare.split(";")) {
      if (WRITES.test(statement) && STAR.test(statement)) {
        findings.push({ line: at + lines(/^\s*/.exec(statement)[0]), message: "a star in what is written to a table: name the columns" });
      }
      at += lines(statement);
    }
  }
  return findings;
}

/** Cells that begin with `# MAGIC %sql`. */
function* cells(source) {
  let cell = null;
  for (const [index, line] of source.split("\n").entries()) {
    const inside = line.startsWith("# MAGIC") ? line.slice("# MAGIC".length).replace(/^ /, "") : null;
    if (inside?.trim() === "%sql") {
      cell = { line: index + 2, text: [] };
    } else if (cell && inside !== null) {
      cell.text.push(inside);
    } else if (cell) {
      yield { ...cell, text: cell.text.join("\n") };
      cell = null;
    }
  }
  if (cell) yield { ...cell, text: cell.text.join("\n") };
}

function* calls(source) {
  for (const found of source.matchAll(/spark\.sql\(\s*f?("""|"|')([\s\S]*?)\1/g)) {
    yield { line: 1 + lines(source.slice(0, found.index + found[0].indexOf(found[1]))), text: found[2] };
  }
}

function lines(text) {
  return text.split("\n").length - 1;
}
