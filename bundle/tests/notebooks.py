"""Runs the SQL cells of a notebook on a local Spark, with its widgets as parameters. A semicolon in a text would cut it."""

import pathlib
import re

NOTEBOOKS = pathlib.Path(__file__).resolve().parent.parent / "src" / "notebooks"

# The local catalog has no Unity Catalog; the tables are where the session is.
ONLY_IN_DATABRICKS = re.compile(r"^\s*(USE\s+(CATALOG|SCHEMA))\b", re.IGNORECASE)


def sql_cells(name: str) -> list[str]:
    source = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")
    cells = []
    for cell in source.split("# COMMAND ----------"):
        lines = [line.removeprefix("# MAGIC").strip() for line in cell.strip().splitlines() if line.startswith("# MAGIC")]
        if lines and lines[0] == "%sql":
            cells.append("\n".join(lines[1:]))
    return cells


def statements(cell: str) -> list[str]:
    without_comments = "\n".join(line for line in cell.splitlines() if not line.startswith("--"))
    return [statement for statement in without_comments.split(";") if statement.strip() and not ONLY_IN_DATABRICKS.match(statement)]


def run(spark, name: str, **widgets: str):
    """Answers the rows of the last statement."""
    rows = []
    for cell in sql_cells(name):
        for statement in statements(cell):
            wanted = {key: value for key, value in widgets.items() if f":{key}" in statement}
            rows = spark.sql(statement, args=wanted).collect()
    return rows
