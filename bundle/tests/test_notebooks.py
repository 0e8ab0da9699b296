"""The transformations on Spark. The same cases run in the Release Portal's own tests, on its sandbox."""

import datetime
from decimal import Decimal

import notebooks
import pytest
from pyspark.errors import PySparkException

NOON = "2026-01-05 12:00:00"
LATER = "2026-01-06 12:00:00"


def reasons(spark):
    return {row.order_id: row.reason for row in spark.table("orders_quarantine").collect()}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "open", "1.00", "2026-01-05", NOON), "no order number"),
        (("1", "open", "n/a", "2026-01-05", NOON), "bad amount"),
        (("1", "open", "-1.00", "2026-01-05", NOON), "negative amount"),
        (("1", "open", "1.00", "2026-02-30", NOON), "bad date"),
        (("1", "open", "1.00", "soon", NOON), "bad date"),
        (("1", "lost", "1.00", "2026-01-05", NOON), "unknown status"),
    ],
)
def test_a_row_that_is_no_order_is_quarantined_with_its_reason(spark, orders, row, reason):
    orders(row, ("2", "Shipped", "2.50", "2026-01-05", NOON))

    notebooks.run(spark, "curate_orders")

    assert list(reasons(spark).values()) == [reason]
    silver = spark.table("orders_curated").select("order_id", "status", "amount").collect()
    assert [tuple(order) for order in silver] == [(2, "shipped", Decimal("2.50"))]


def test_the_last_valid_delivery_of_an_order_wins(spark, orders):
    orders(
        ("1", "open", "1.00", "2026-01-05", NOON),
        ("1", "shipped", "2.00", "2026-01-05", LATER),
        ("1", "lost", "3.00", "2026-01-05", "2026-01-07 12:00:00"),
        ("1", "shipped", "2.00", "2026-01-05", LATER),
    )

    notebooks.run(spark, "curate_orders")

    assert [(order.order_id, order.amount) for order in spark.table("orders_curated").collect()] == [(1, Decimal("2.00"))]
    assert sorted(row.reason for row in spark.table("orders_quarantine").collect()) == [
        "replaced by a later delivery",
        "replaced by a later delivery",
        "unknown status",
    ]


def test_gold_adds_up_per_month_and_status_and_a_second_run_changes_nothing(spark, orders):
    orders(
        ("1", "open", "5.02", "2026-01-05", NOON),
        ("2", "open", "5.03", "2026-01-31", NOON),
        ("3", "open", "1.00", "2026-02-01", NOON),
    )
    notebooks.run(spark, "curate_orders")

    notebooks.run(spark, "aggregate_orders")
    notebooks.run(spark, "aggregate_orders")

    january, february = spark.table("orders_agg").orderBy("month").collect()
    assert (january.month, january.orders) == (datetime.date(2026, 1, 1), 2)
    assert (january.amount, january.average) == (Decimal("10.05"), Decimal("5.03"))
    assert (january.smallest, january.largest) == (Decimal("5.02"), Decimal("5.03"))
    assert (february.month, february.orders) == (datetime.date(2026, 2, 1), 1)


def test_the_checks_pass_on_what_the_notebooks_made(spark, orders):
    orders(("1", "open", "5.02", "2026-01-05", NOON), ("2", "lost", "1.00", "2026-01-05", NOON))
    notebooks.run(spark, "curate_orders")
    notebooks.run(spark, "aggregate_orders")

    notebooks.run(spark, "check_quality", max_age_hours="36")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DELETE FROM orders_quarantine", "Rows do not add up"),
        ("UPDATE orders_agg SET amount = amount + 1", "Totals differ"),
        ("UPDATE orders_curated SET status = 'lost'", "unknown status, such as lost"),
    ],
)
def test_the_checks_name_what_cannot_be_right(spark, orders, damage, message):
    orders(("1", "open", "5.02", "2026-01-05", NOON), ("2", "lost", "1.00", "2026-01-05", NOON))
    notebooks.run(spark, "curate_orders")
    notebooks.run(spark, "aggregate_orders")
    spark.sql(damage)

    with pytest.raises(PySparkException, match=message):
        notebooks.run(spark, "check_quality", max_age_hours="36")


def test_old_orders_are_found(spark, orders):
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=40)
    orders(("1", "open", "5.02", "2026-01-05", NOON), loaded_at=long_ago)
    notebooks.run(spark, "curate_orders")
    notebooks.run(spark, "aggregate_orders")

    with pytest.raises(PySparkException, match="40 hours ago, 36 are allowed"):
        notebooks.run(spark, "check_quality", max_age_hours="36")
