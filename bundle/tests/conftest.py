import datetime
import pathlib
import sys

import pytest
from delta import configure_spark_with_delta_pip
from pyspark.sql import SparkSession

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import notebooks  # noqa: E402

COLUMNS = ["order_id", "customer_id", "country", "status", "amount", "ordered_on", "updated_at", "file", "loaded_at"]
TABLES = ["orders_raw", "orders_curated", "orders_quarantine", "orders_agg"]


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.sources.default", "delta")
        .config("spark.sql.legacy.createHiveTableByDefault", "false")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
    )
    session = configure_spark_with_delta_pip(builder).getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def orders(spark):
    """Fills bronze with these rows: order, status, amount, day, time of update."""
    for table in TABLES:
        spark.sql(f"DROP TABLE IF EXISTS {table}")
    notebooks.run(spark, "bootstrap")

    def fill(*rows, loaded_at=None):
        at = loaded_at or datetime.datetime.now(datetime.UTC)
        full = [(order, "501", "gb", status, amount, day, updated, "orders.csv", at) for order, status, amount, day, updated in rows]
        types = [spark.table("orders_raw").schema[name].dataType.simpleString() for name in COLUMNS]
        schema = ", ".join(f"{name} {type_}" for name, type_ in zip(COLUMNS, types, strict=True))
        spark.createDataFrame(full, schema).write.mode("overwrite").saveAsTable("orders_raw")

    return fill
