# Databricks notebook source
# MAGIC %md
# MAGIC # Curate orders
# MAGIC Keeps the last delivery of every order, drops what has no order or a negative amount, and gives each order its day.

# COMMAND ----------

dbutils.widgets.text("catalog", "nanba_dev_bronze")
dbutils.widgets.text("schema", "default")
dbutils.widgets.text("day_column", "load_day")

catalog = dbutils.widgets.get("catalog")
schema = dbutils.widgets.get("schema")
day_column = dbutils.widgets.get("day_column")

# COMMAND ----------

spark.sql(f"""
CREATE OR REPLACE TABLE {catalog}.{schema}.orders_curated AS
SELECT
  order_id,
  customer_id,
  upper(country) AS country,
  lower(status) AS status,
  amount,
  {day_column} AS order_day
FROM {catalog}.{schema}.orders_raw
WHERE order_id IS NOT NULL
  AND amount >= 0
QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY load_day DESC) = 1
""")
