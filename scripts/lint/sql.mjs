// Lints the SQL of a notebook: its %sql cells and the texts handed to spark.sql.
import { validate } from "@polyglot-sql/sdk";

const KEYWORD = /\b(select|from|where|group by|order by|insert|overwrite|create|replace|table|view|with|case|when|then|else|end|and|or|not|as|on|join|over|partition by)\b/;
const WRITES = /^\s*(INSERT|MERGE|CREATE\s+(OR\s+REPLACE\s+)?TABLE)\b/;
const STAR = /(SELECT|,)\s+(DISTINCT\s+)?(`?\w+`?\.)*\*|\b(INSERT|SET)\s+\*/;
const LONGEST = 140;
// Databricks has statements and a clause that the parser does not know.
const UNPARSED = /^\s*(GRANT|REVOKE)\b/;
const NAME_BY_PARAMETER = /\bIDENTIFIER\s*\(\s*:(\w+)\s*\)/g;

/** It can be parsed; keywords in upper case, no tab, no line that is too long, no star in what is written to a table. */
export function lintSql(source) {
  const findings = [];
  for (const { line: first, text } of [...cells(source), ...calls(source)]) {
    // Without what stands in texts, in comments, and in the braces of an f-string, which is a name like any other.
    const bare = text.replace(/'(?:[^'\n]|'')*'/g, "''").replace(/--.*/g, "").replace(/\{\w+\}/g, "x");
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
      findings.push(...misspelt(statement).map(({ line, message }) => ({ line: at + line - 1, message })));
      at += lines(statement);
    }
  }
  return findings;
}

/** What Databricks would not even begin to run. */
function misspelt(statement) {
  if (statement.trim() === "" || UNPARSED.test(statement)) return [];
  return validate(statement.replace(NAME_BY_PARAMETER, "$1"), "databricks").errors.filter((error) => error.severity === "error");
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
