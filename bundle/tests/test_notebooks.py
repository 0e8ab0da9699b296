"""The transformations on Spark. The cases stand in cases.json; the Release Portal's own tests run the same ones on its sandbox."""

import collections
import datetime
import json
import pathlib

import notebooks
import pytest
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException

CASES = json.loads((pathlib.Path(__file__).resolve().parent / "cases.json").read_text(encoding="utf-8"))

# What a task of Spark 3.5 throws comes as the Java error that it is; Spark 4 and the analyzer have errors of their own.
SPARK_ERRORS = (PySparkException, Py4JJavaError)

GOOD_AND_BAD = [("1", "open", "5.02", "2026-01-05", "2026-01-05 12:00:00"), ("2", "lost", "1.00", "2026-01-05", "2026-01-05 12:00:00")]


def curate_and_aggregate(spark):
    notebooks.run(spark, "curate_orders")
    notebooks.run(spark, "aggregate_orders")


def silver(spark):
    rows = spark.table("orders_curated").orderBy("order_id").collect()
    return [f"{row.order_id} {row.status} {row.amount} {row.ordered_on}" for row in rows]


def quarantine(spark):
    reasons = collections.Counter(row.reason for row in spark.table("orders_quarantine").collect())
    return [f"{reason} {rows}" for reason, rows in sorted(reasons.items())]


def gold(spark):
    rows = spark.table("orders_agg").orderBy("month", "status").collect()
    return [f"{row.month} {row.status} {row.orders} {row.amount} {row.average} {row.smallest} {row.largest}" for row in rows]


@pytest.mark.parametrize("case", CASES["transformations"], ids=lambda case: case["name"])
def test_the_tables_hold_what_the_case_says_and_a_second_run_changes_nothing(spark, orders, case):
    orders(*case["orders"])

    for _ in range(2):
        curate_and_aggregate(spark)

        assert silver(spark) == case["silver"]
        assert quarantine(spark) == case["quarantine"]
        assert gold(spark) == case["gold"]
    notebooks.run(spark, "check_quality", max_age_hours="36" if case["orders"] else "0")


@pytest.mark.parametrize("case", CASES["damages"], ids=lambda case: case["message"])
def test_the_checks_name_what_cannot_be_right(spark, orders, case):
    orders(*GOOD_AND_BAD)
    curate_and_aggregate(spark)
    for statement in case["statements"]:
        spark.sql(statement)

    with pytest.raises(SPARK_ERRORS, match=case["message"]):
        notebooks.run(spark, "check_quality", max_age_hours="36")


def test_old_orders_are_found(spark, orders):
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=40)
    orders(*GOOD_AND_BAD, loaded_at=long_ago)
    curate_and_aggregate(spark)

    with pytest.raises(SPARK_ERRORS, match="40 hours ago, 36 are allowed"):
        notebooks.run(spark, "check_quality", max_age_hours="36")
