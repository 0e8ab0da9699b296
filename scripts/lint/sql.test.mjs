import assert from "node:assert/strict";
import { test } from "node:test";
import { lintSql } from "./sql.mjs";

const cell = (...lines) => ["# Databricks notebook source", "# MAGIC %sql", ...lines.map((line) => `# MAGIC ${line}`)].join("\n");
const at = (finding) => Number(finding.split(":")[0]);
const found = (source) => lintSql(source).map(({ line, message }) => `${line}: ${message}`);

test("a keyword in lower case is found, a name or a text that holds one is not", () => {
  assert.deepEqual(found(cell("SELECT a", "from orders", "WHERE note = 'not from here' AND android = 1 -- as it is")), ["4: 'from' in lower case"]);
});

test("a star that is written to a table is found, one that is counted or only seen is not", () => {
  assert.deepEqual(found(cell("SELECT * FROM a;", "", "INSERT INTO b", "SELECT * FROM a;", "INSERT INTO b SELECT count(*) FROM a")), ["5: a star in what is written to a table: name the columns"]);
  assert.equal(found(cell("CREATE OR REPLACE TABLE b AS SELECT x, a.* FROM a")).length, 1);
  assert.equal(found(cell("MERGE INTO b USING a ON a.x = b.x WHEN NOT MATCHED THEN INSERT *")).length, 1);
  assert.equal(found(cell("CREATE OR REPLACE TEMPORARY VIEW v AS SELECT *, 1 AS x FROM a")).length, 0);
});

test("what is handed to spark.sql is looked at like a cell", () => {
  assert.deepEqual(found('x = 1\nspark.sql(f"""\nSELECT 1\nfrom `{catalog}`.a\n""")\nspark.sql("insert into a values (1)")'), ["4: 'from' in lower case", "6: 'insert' in lower case"]);
});

test("what cannot be parsed is found where it stands", () => {
  assert.deepEqual(found(cell("SELECT 1;", "", "SELEC * FROM orders")).map(at), [5]);
  assert.deepEqual(found(cell("SELECT sum(amount", "FROM orders")).map(at), [4]);
  assert.deepEqual(found('spark.sql(f"SELECT a,, b FROM `{catalog}`.{table}")').map(at), [1]);
  assert.deepEqual(found(cell("USE CATALOG IDENTIFIER(:catalog);", "GRANT USE CATALOG ON CATALOG `c` TO `account users`;", "SELECT :a, b -- ((", "FROM read_files(:source, format => 'csv')")), []);
});

test("tabs and long lines are found", () => {
  assert.deepEqual(found(cell("SELECT\t1;", `SELECT '${"a".repeat(140)}'`)), ["3: a tab", "4: line of 149 characters"]);
});
